"""Every check runs, whatever the one before it said, in lanes that keep their words apart."""

import os
import sys

import pytest

from scripts import lint
from scripts.lint import Check

GOOD = Check("good", (sys.executable, "-c", "print('nobody reads this')"))
BAD = Check("bad", (sys.executable, "-c", "import sys; print('line 3 is wrong'); sys.exit(1)"))

# Each end of a named pipe waits for the other: two checks that can only end while both run.
MEET = "import signal, sys; signal.alarm(30); open(sys.argv[1], sys.argv[2]); print('met')"


@pytest.fixture(autouse=True)
def _nothing_to_install(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(lint.debian, "require", lambda *needs: None)
    monkeypatch.setattr(lint, "install_from_npm", lambda: None)


def test_main_runs_what_follows_a_failure_and_names_what_to_mend(monkeypatch, capsys):
    monkeypatch.setattr(lint, "checks", lambda: [BAD, GOOD])

    status = lint.main()

    shown = capsys.readouterr().out
    assert status == 1
    assert "FAIL bad" in shown
    assert "line 3 is wrong" in shown
    assert "ok   good" in shown
    assert "nobody reads this" not in shown
    assert shown.endswith("Failed checks: bad\n")


def test_main_is_content_when_every_check_is(monkeypatch, capsys):
    monkeypatch.setattr(lint, "checks", lambda: [GOOD])

    assert lint.main() == 0
    assert "FAIL" not in capsys.readouterr().out


def test_main_shows_the_figures_of_a_check_that_is_content(monkeypatch, capsys):
    counts = Check("counts", (sys.executable, "-c", "print('17 of 20')"), shows_output=True)
    monkeypatch.setattr(lint, "checks", lambda: [counts, GOOD])

    status = lint.main()

    shown = capsys.readouterr().out
    assert status == 0
    assert "17 of 20" in shown
    assert "nobody reads this" not in shown


def test_main_shows_each_check_in_its_block_in_their_order(monkeypatch, capsys):
    waits = Check("waits", (sys.executable, "-c", "import time; time.sleep(0.5)"), lane="long")
    monkeypatch.setattr(lint, "checks", lambda: [waits, BAD, GOOD])

    status = lint.main()

    lines = [line.rsplit("  ", 1)[0] for line in capsys.readouterr().out.splitlines()]
    assert status == 1
    assert lines == [
        "ok   waits",
        "FAIL bad",
        "line 3 is wrong",
        "",
        "ok   good",
        "Failed checks: bad",
    ]


def test_run_in_lanes_runs_two_lanes_side_by_side(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = Check("reader", (sys.executable, "-c", MEET, pipe, "r"))
    writer = Check("writer", (sys.executable, "-c", MEET, pipe, "w"), lane="long")

    outcomes = list(lint.run_in_lanes([reader, writer]))

    assert [(each.check, each.ok, each.output) for each in outcomes] == [
        (reader, True, "met\n"),
        (writer, True, "met\n"),
    ]


def test_run_in_lanes_runs_one_check_of_a_lane_at_a_time(tmp_path):
    lock = tmp_path / "lock"
    alone = (
        "import pathlib, sys, time; lock = pathlib.Path(sys.argv[1]); lock.touch(exist_ok=False); "
        "time.sleep(0.2); lock.unlink()"
    )
    checks = [Check(name, (sys.executable, "-c", alone, lock)) for name in ("one", "two", "three")]

    outcomes = list(lint.run_in_lanes(checks))

    assert [(each.check, each.ok, each.output) for each in outcomes] == [
        (check, True, "") for check in checks
    ]


def test_run_in_lanes_starts_nothing_more_once_nobody_listens(tmp_path):
    trace = tmp_path / "trace"
    first = Check("first", (sys.executable, "-c", "pass"))
    rest = [
        Check("slow", (sys.executable, "-c", "import time; time.sleep(1)")),
        Check("never", (sys.executable, "-c", "import sys; open(sys.argv[1], 'w')", trace)),
    ]
    outcomes = lint.run_in_lanes([first, *rest])

    next(outcomes)
    outcomes.close()

    assert not trace.exists()


def test_checks_gives_the_longest_a_lane_of_its_own():
    assert [check.name for check in lint.checks() if check.lane == "long"] == ["types"]
    assert {check.lane for check in lint.checks()} == {"long", "short"}


def test_checks_cover_what_the_project_promises():
    assert [check.name for check in lint.checks()] == [
        "ruff",
        "ruff format",
        "names",
        "http clients",
        "expressions",
        "layers",
        "types",
        "templates",
        "template format",
        "css and js",
        "image",
        "services",
        "migrations",
        "messages",
        "wording",
        "use cases",
        "lock file",
        "vendored files",
        "licences",
        "secrets",
    ]
