"""What the database promises, a worker in another process keeps."""

import pytest

from commons.outbox.models import OutboxEntry
from scripts.processes import stop, wait_until
from tests.patience import patience

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def test_a_worker_delivers_what_the_outbox_holds(start_worker, broker, tmp_path):
    trace = tmp_path / "trace"
    OutboxEntry.objects.create(job="tests.write_line", arguments={"path": str(trace)})
    start_worker()

    broker.send_task("outbox.drain_outbox")

    assert wait_until(lambda: not OutboxEntry.objects.exists(), within=patience(20))
    assert trace.read_text() == "done\n"


def test_a_promise_outlives_the_worker_that_was_killed(start_worker, broker, tmp_path):
    trace = tmp_path / "trace"
    OutboxEntry.objects.create(job="tests.write_line", arguments={"path": str(trace)})
    stop([start_worker()], patience=0)
    broker.send_task("outbox.drain_outbox")

    start_worker()

    assert wait_until(lambda: not OutboxEntry.objects.exists(), within=patience(20))
    assert trace.read_text() == "done\n"


def test_a_letter_does_not_stand_behind_a_dozen_photographs(start_worker, broker, tmp_path):
    trace = {"path": str(tmp_path / "trace")}
    for job in (*["tests.write_picture"] * 12, "tests.write_line"):
        OutboxEntry.objects.create(job=job, arguments=trace)
    start_worker()

    broker.send_task("outbox.drain_outbox")

    assert wait_until(lambda: not OutboxEntry.objects.exists(), within=patience(40))
    lines = (tmp_path / "trace").read_text().split()
    assert (len(lines), lines.index("done") <= 2) == (13, True)
