"""The moments at which `make test-dates` runs the fast tests, and what it says of them."""

import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from scripts import debian, run_tests, test_dates
from scripts.cli import RefusalError
from scripts.debian import Need
from scripts.run_tests import Outcome
from scripts.test_dates import PARIS, Moment

TODAY = datetime(2026, 12, 7, 9, 30, tzinfo=UTC)
LEAP_DAY = Moment("leap-day", datetime(2028, 2, 29, 12, tzinfo=PARIS))


@pytest.fixture(autouse=True)
def _results_elsewhere(monkeypatch, tmp_path):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(run_tests, "RESULTS", tmp_path)


def test_moments_of_a_day_are_in_the_time_of_paris():
    found = {one.name: one.at.isoformat() for one in test_dates.moments(TODAY)}

    assert found == {
        "year-end": "2026-12-31T23:30:00+01:00",
        "february-28": "2028-02-28T12:00:00+01:00",
        "leap-day": "2028-02-29T12:00:00+01:00",
        "spring-night": "2027-03-28T01:55:00+01:00",
        "autumn-night": "2027-10-31T01:55:00+02:00",
        "sunday-night": "2026-12-13T23:58:00+01:00",
        "six-weeks": "2027-01-18T10:30:00+01:00",
        "one-year": "2027-12-07T10:30:00+01:00",
    }


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(datetime(2026, 12, 31, 23, 59, tzinfo=PARIS), id="new-year"),
        pytest.param(datetime(2028, 2, 29, 18, tzinfo=PARIS), id="leap-day"),
        pytest.param(datetime(2026, 12, 13, 23, 59, tzinfo=PARIS), id="sunday-night"),
        pytest.param(datetime(2096, 2, 28, 13, tzinfo=PARIS), id="before-2100"),
    ],
)
def test_moments_are_all_yet_to_come(now):
    assert [one for one in test_dates.moments(now) if one.at <= now] == []


def test_chosen_takes_names_and_numbers():
    found = test_dates.chosen(["8", "leap-day"], TODAY)

    assert [one.name for one in found] == ["leap-day", "one-year"]


def test_chosen_takes_all_where_none_is_named():
    assert test_dates.chosen([], TODAY) == test_dates.moments(TODAY)


def test_main_refuses_an_unknown_moment():
    with pytest.raises(RefusalError) as refused:
        test_dates.main(["--only", "leap-day 9 doomsday"])

    assert str(refused.value) == (
        "Unknown moment: 9 doomsday. Available moments: year-end february-28 leap-day "
        "spring-night autumn-night sunday-night six-weeks one-year."
    )


def test_clock_is_so_many_seconds_ahead(monkeypatch):
    monkeypatch.setattr(debian, "FAKETIME", Need(("x",), lambda: Path("/usr/lib/x.so")))
    with time_machine.travel(datetime(2028, 2, 29, 11, 59, tzinfo=PARIS), tick=False):
        clock = LEAP_DAY.clock()

    assert (clock["FAKETIME"], clock["LD_PRELOAD"]) == ("+60", "/usr/lib/x.so")


def test_command_has_the_paths_of_its_arguments_only():
    leg = LEAP_DAY.leg()

    assert test_dates.command(leg, ["-x"]) == [*leg.command(), "-x"]
    assert test_dates.command(leg, ["tests/core"]) == [*leg.command()[:-1], "tests/core"]


def test_a_run_without_a_test_is_a_failure():
    nothing = Outcome("dates-leap-day", 0, 0, 3, 1.0)

    outcome = test_dates.none_is_a_failure(nothing)

    assert (outcome.failed, outcome.failures) == (1, {"dates-leap-day": "No test ran."})


def test_failures_have_the_command_that_runs_them_alone():
    failures = {"tests/a.py::test_b[x y]": "why", "dates-leap-day": "Cut."}
    outcome = Outcome("dates-leap-day", 5, 2, 0, 9.6, failures)

    assert test_dates.line(LEAP_DAY, outcome) == (
        "  leap-day      2028-02-29 12:00      5 passed, 2 failed   10 s"
    )
    command, cut = test_dates.alone_again(LEAP_DAY, outcome)
    assert command.startswith("    make test-dates ONLY=leap-day ARGS=")
    words = subprocess.run(  # as two shells read it: that of the person, that of make
        ["sh", "-c", f'set -- {command.partition("ARGS=")[2]}; eval "printf %s $1"'],
        capture_output=True,
        text=True,
        check=True,
    )
    assert words.stdout == "tests/a.py::test_b[x y]"
    assert cut.startswith("    Cut. See ")


def test_run_counts_what_pytest_wrote(monkeypatch, capsys):
    environments = []

    def run(command, env, **options):
        environments.append(env)
        LEAP_DAY.leg().results.write_text('{"event": "finish", "status": 5}\n')
        return subprocess.CompletedProcess(command, 5)

    monkeypatch.setattr(debian, "FAKETIME", Need(("x",), lambda: Path("/usr/lib/x.so")))
    monkeypatch.setattr(test_dates.subprocess, "run", run)

    outcome = test_dates.run(LEAP_DAY, ["tests/core"])

    assert outcome.failures == {"dates-leap-day": "pytest ended with status 5."}
    assert abs(time.time() + int(environments[0]["FAKETIME"]) - LEAP_DAY.at.timestamp()) < 60
    assert environments[0]["TEST_LEG"] == "dates-leap-day"
    assert "leap-day" in capsys.readouterr().out
