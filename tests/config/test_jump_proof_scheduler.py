"""Periodic jobs go on when the clock of the machine is set back."""

from datetime import UTC, datetime, timedelta

import pytest
from celery import Celery
from celery.beat import PersistentScheduler

from config.jump_proof_scheduler import JumpProofScheduler

NOON = datetime(2027, 5, 1, 12, tzinfo=UTC)


def scheduler(kind, tmp_path, sent):
    """With one job a minute; what it sends is written into `sent`."""
    app = Celery("clock", broker="memory://", set_as_current=False)
    app.conf.beat_schedule = {
        name: {"task": name, "schedule": timedelta(minutes=1)} for name in ("first", "second")
    }
    made = kind(app, schedule_filename=str(tmp_path / "schedule"), lazy=False)
    made.apply_entry = lambda entry, producer=None: sent.append(entry.name)
    return made


def run(clock, time_machine, begin, minutes):
    """As the loop of beat does: tick until nothing is due, then sleep."""
    for minute in range(minutes + 1):
        time_machine.move_to(begin + timedelta(minutes=minute, seconds=1), tick=False)
        for _ in range(10):
            if clock.tick() > 0:
                break


@pytest.mark.parametrize(
    ("kind", "still_run"),
    [
        pytest.param(JumpProofScheduler, {"first", "second"}, id="ours"),
        pytest.param(PersistentScheduler, set(), id="control-celery"),
    ],
)
def test_jobs_go_on_after_the_clock_was_set_back(kind, still_run, tmp_path, time_machine):
    sent = []
    time_machine.move_to(NOON, tick=False)
    clock = scheduler(kind, tmp_path, sent)
    run(clock, time_machine, NOON + timedelta(hours=1), 2)
    assert set(sent) == {"first", "second"}
    sent.clear()

    run(clock, time_machine, NOON, 3)

    clock.close()
    assert set(sent) == still_run
