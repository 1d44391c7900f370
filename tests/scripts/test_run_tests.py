"""What the legs counted is told as it was."""

from contextlib import nullcontext

import pytest

from scripts import run_tests
from scripts.run_tests import Leg, Outcome
from scripts.services import Running
from scripts.words import RefusalError

SERVICES = Running("/tmp/x", "secret", 5433, 6380)  # noqa: S108
REPORT = '<testsuites><testsuite tests="7" failures="1" errors="1" skipped="2"/></testsuites>'


@pytest.fixture(autouse=True)
def _results_elsewhere(monkeypatch, tmp_path):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(run_tests, "RESULTS", tmp_path)


def test_count_reads_the_report():
    leg = Leg("units", "race")
    leg.report.write_text(REPORT)

    assert run_tests.count(leg, 1, 2.5) == Outcome("units", 3, 2, 2, 2.5)


def test_count_takes_a_leg_that_died_for_a_failure():
    assert run_tests.count(Leg("units", "race"), 139, 2.5) == Outcome("units", 0, 1, 0, 2.5)


def test_count_takes_a_leg_that_ran_nothing_for_a_failure():
    leg = Leg("units", "race")
    leg.report.write_text('<testsuites><testsuite tests="0"/></testsuites>')

    assert run_tests.count(leg, 5, 2.5) == Outcome("units", 0, 1, 0, 2.5)


def test_report_ends_with_the_sum(capsys, tmp_path):
    run_tests.report([Outcome("units", 3, 0, 0, 2.0), Outcome("races", 2, 1, 0, 9.6)])

    assert capsys.readouterr().out.splitlines()[-3:] == [
        "  units                     3 passed, 0 failed   2 s",
        "  races                     2 passed, 1 failed   10 s",
        "5 passed, 1 failed",
    ]
    assert (tmp_path / "total.txt").read_text() == "5 passed, 1 failed\n"


@pytest.mark.parametrize(
    ("failed", "skipped", "in_ci", "status"),
    [(0, 0, True, 0), (1, 0, False, 1), (0, 1, False, 0), (0, 1, True, 1)],
)
def test_status_of_takes_what_was_not_checked_for_a_failure_in_ci(
    monkeypatch, failed, skipped, in_ci, status
):
    monkeypatch.delenv("CI", raising=False)
    if in_ci:
        monkeypatch.setenv("CI", "true")

    assert run_tests.status_of([Outcome("units", 3, failed, skipped, 2.0)]) == status


def test_report_tells_last_what_no_node_could_be_had_for(capsys, tmp_path):
    run_tests.report([Outcome("units", 3, 0, 0, 2.0), Outcome("search", 0, 0, 1, 0.0)])

    assert capsys.readouterr().out.splitlines()[-2:] == [
        "3 passed, 0 failed, 1 skipped",
        "Elasticsearch was not checked: no search node could be had (docs/testing.md).",
    ]
    assert (tmp_path / "total.txt").read_text().endswith("could be had (docs/testing.md).\n")


def test_report_says_nothing_of_a_leg_that_left_out_some(capsys):
    run_tests.report([Outcome("search", 3, 0, 1, 0.0), Outcome("units", 0, 0, 1, 0.0)])

    assert capsys.readouterr().out.splitlines()[-1] == "3 passed, 0 failed, 2 skipped"


def test_a_leg_without_a_node_is_not_run(monkeypatch):
    monkeypatch.setattr(run_tests, "running_node", lambda: nullcontext(None))
    (leg,) = [leg for leg in run_tests.LEGS if leg.on_node]

    assert run_tests.run_on_node(leg, SERVICES) == Outcome("search", 0, 0, 1, 0.0)


def test_a_leg_on_a_node_knows_it():
    leg = Leg("search", "elasticsearch", on_node=True)

    known = leg.environment(SERVICES, "http://127.0.0.1:9201")

    assert known["ELASTICSEARCH_URL"] == "http://127.0.0.1:9201"


def test_main_refuses_a_leg_that_it_does_not_know():
    with pytest.raises(RefusalError, match=r"^No such leg: marathon\. There are: units-sqlite "):
        run_tests.main(["marathon"])


def test_a_leg_on_sqlite_knows_no_other_database(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/else")

    on_sqlite = Leg("units", "race", on_postgresql=False).environment(SERVICES)
    on_postgresql = Leg("units", "race").environment(SERVICES)

    assert "DATABASE_URL" not in on_sqlite
    assert on_postgresql["DATABASE_URL"] == (
        "postgres://hirondelle:secret@127.0.0.1:5433/hirondelle"
    )
    assert on_sqlite["REDIS_URL"] == "redis://:secret@127.0.0.1:6380/0"
