"""What the legs counted is told as it was."""

import json
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager, nullcontext

import pytest

from scripts import debian, run_tests
from scripts.cli import RefusalError
from scripts.debian import Need
from scripts.machine import ROOT
from scripts.processes import wait_until
from scripts.run_tests import Leg, Outcome, Runner
from scripts.services import REDIS_DATABASES, Running

SERVICES = Running("/tmp/x", "secret", 5433, 6380)  # noqa: S108


@pytest.fixture(autouse=True)
def _results_elsewhere(monkeypatch, tmp_path):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(run_tests, "RESULTS", tmp_path)


def write_results(leg, *lines):
    """What the plugin would have written for these outcomes of whole tests."""
    text = []
    for name, outcome in lines:
        text.append({"event": "start", "id": name})
        for phase in ("setup", "call", "teardown"):
            came = outcome if phase == "call" else "passed"
            line = {"event": "phase", "id": name, "phase": phase, "outcome": came, "seconds": 0.5}
            text.append(line | ({"text": "why"} if came == "failed" else {}))
    leg.results.write_text("".join(json.dumps(line) + "\n" for line in text))


def finish(leg, status=0):
    """The line with which pytest ends by itself."""
    with leg.results.open("a") as file:
        file.write(json.dumps({"event": "finish", "status": status}) + "\n")


def test_count_reads_what_was_written():
    leg = Leg("units", "race")
    write_results(leg, ("a", "passed"), ("b", "failed"), ("c", "skipped"))
    finish(leg, 1)

    outcome = run_tests.count(leg, 1, 2.5)

    slowest = [("a", 1.5), ("b", 1.5), ("c", 1.5)]
    assert outcome == Outcome("units", 1, 1, 1, 2.5, {"b": "why"}, slowest)


def test_count_takes_a_leg_that_died_for_a_failure_and_keeps_what_it_did():
    leg = Leg("units", "race")
    write_results(leg, ("a", "passed"))

    outcome = run_tests.count(leg, 139, 2.5)

    assert (outcome.passed, outcome.failed) == (1, 1)
    assert outcome.failures == {"units": "The leg stopped before its tests finished (status 139)."}


def test_count_names_the_tests_that_ran_when_their_leg_was_cut():
    leg = Leg("units", "race")
    write_results(leg, ("a", "passed"))
    with leg.results.open("a") as file:
        file.write(json.dumps({"event": "start", "id": "b"}) + "\n")

    outcome = run_tests.count(leg, 1, 2.5)

    assert (outcome.passed, list(outcome.failures)) == (1, ["b"])


def test_count_takes_a_leg_that_ran_nothing_for_a_failure():
    leg = Leg("units", "race")
    leg.results.write_text("")
    finish(leg, 5)

    outcome = run_tests.count(leg, 5, 2.5)

    assert outcome.failures == {"units": "pytest ended with status 5."}


def test_count_takes_a_test_that_ran_twice_for_a_failure():
    leg = Leg("units", "race")
    write_results(leg, ("a", "passed"), ("a", "passed"))
    finish(leg)

    assert list(run_tests.count(leg, 0, 2.5).failures) == ["a"]


def test_count_takes_a_test_with_a_failed_teardown_for_failed():
    leg = Leg("units", "race")
    write_results(leg, ("a", "passed"))
    with leg.results.open("a") as file:
        again = {"event": "phase", "id": "a", "phase": "teardown", "outcome": "failed"}
        file.write(json.dumps(again | {"seconds": 0, "text": "left open"}) + "\n")
    finish(leg, 1)

    outcome = run_tests.count(leg, 1, 2.5)

    assert (outcome.passed, outcome.failures) == (0, {"a": "left open"})


def test_run_again_tells_flaky_from_broken(tmp_path):
    file = tmp_path / "test_cases.py"
    file.write_text("def test_passes_alone(): pass\ndef test_fails_again(): assert 0\n")
    flaky, broken = f"{file}::test_passes_alone", f"{file}::test_fails_again"
    leg = Leg("units", "race")
    write_results(leg, (flaky, "failed"), (broken, "failed"), ("a", "passed"))
    finish(leg, 1)

    runner = Runner(SERVICES, deadline=time.monotonic() + 300)
    outcome = runner.run_again(leg, "", run_tests.count(leg, 1, 2.5))

    assert (outcome.passed, outcome.failed) == (1, 1)
    assert (outcome.flaky, outcome.failures) == ({flaky: "why"}, {broken: "why"})
    reruns = sorted(path.name for path in (tmp_path / "alone").glob("*.jsonl"))
    assert reruns == ["units-0-1.jsonl", "units-1-1.jsonl", "units-1-2.jsonl"]


def test_run_again_leaves_what_must_not_pass_by_luck(tmp_path):
    leg = Leg("units", "race")
    write_results(leg, ("test_race", "failed"))
    leg.results.write_text(leg.results.read_text().replace('"why"', '"why", "final": true'))
    finish(leg, 1)
    counted = run_tests.count(leg, 1, 2.5)

    outcome = Runner(SERVICES, deadline=time.monotonic() + 300).run_again(leg, "", counted)

    assert (outcome, counted.failures) == (counted, {"test_race": "why"})
    assert not (tmp_path / "alone").exists()


@pytest.mark.parametrize(("number", "stops"), [(run_tests.MOST_RERUN + 1, False), (1, True)])
def test_run_again_leaves_many_failures_and_a_run_that_stops(tmp_path, number, stops):
    leg = Leg("units", "race")
    write_results(leg, *((f"test_{one}", "failed") for one in range(number)))
    finish(leg, 1)
    counted = run_tests.count(leg, 1, 2.5)

    runner = Runner(SERVICES, deadline=time.monotonic() + 300, stops=stops)

    assert runner.run_again(leg, "", counted) == counted
    assert not (tmp_path / "alone").exists()


@pytest.mark.parametrize(("flaky", "status"), [(run_tests.MOST_FLAKY, 0), (6, 1)])
def test_status_of_fails_more_than_five_flaky_tests(monkeypatch, flaky, status):
    monkeypatch.delenv("CI", raising=False)
    first = Outcome("units", 3, 0, 0, 2.0, flaky={str(one): "why" for one in range(flaky - 1)})
    other = Outcome("races", 3, 0, 0, 2.0, flaky={"other": "why"})

    assert run_tests.status_of([first, other]) == status


def test_a_run_that_stops_begins_no_leg_after_a_failure():
    class Failing(Leg):
        def command(self):
            return [sys.executable, "-c", "raise SystemExit(1)"]

    runner = Runner(SERVICES, deadline=time.monotonic() + 60, stops=True)

    outcomes = runner.run_round(((Failing("a", ""), sleeping("b", 0)),))

    assert [(one.name, one.failed) for one in outcomes] == [("a", 1), ("b", 0)]
    assert not sleeping("b", 0).results.exists()


def test_report_ends_with_the_sum(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(run_tests, "commit", lambda: "Commit 1234, clean tree")
    outcomes = [
        Outcome("lives", 3, 0, 0, 2.0, cpu_seconds=3.6, flaky={"test_a.py::test_f": "how"}),
        Outcome("rooms", 2, 2, 0, 9.6, {"test_b.py::test_x[$'1]": "why", "rooms": "It died."}),
    ]

    run_tests.report(outcomes, 12.2)

    table = [
        "  lives                     3 passed, 0 failed, 1 flaky   2 s, 4 s CPU",
        "  rooms                     2 passed, 2 failed   10 s",
        "  total                 12 s",
    ]
    named = [
        "Flaky:",
        "  lives: test_a.py::test_f   make test LEGS=lives TEST=test_a.py::test_f",
        "Failed:",
        "  rooms: test_b.py::test_x[$'1]   "
        """make test LEGS=rooms TEST='test_b.py::test_x[$$'"'"'1]'""",
        "  rooms: rooms",
    ]
    assert capsys.readouterr().out.splitlines() == [
        *("", *named),
        *("", "Tests run:", *table),
        "5 passed, 2 failed, 1 flaky",
    ]
    total = (tmp_path / "total.txt").read_text().splitlines()
    assert total == ["Commit 1234, clean tree: 5 passed, 2 failed, 1 flaky", *table, *named]
    kept = json.loads((tmp_path / "flaky.json").read_text())
    assert kept == [{"leg": "lives", "id": "test_a.py::test_f", "text": "how"}]


def test_commit_says_whether_the_tree_was_clean(tmp_path, monkeypatch):
    monkeypatch.setattr(run_tests, "ROOT", tmp_path)
    assert run_tests.commit() == "No commit"

    author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], [*author, "commit", "-q", "--allow-empty", "-m", "First"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    assert re.fullmatch(r"Commit [0-9a-f]{40}, clean tree", run_tests.commit())

    (tmp_path / "new.py").touch()
    assert run_tests.commit().endswith(", 1 changed paths")


@pytest.mark.parametrize(
    ("failed", "skipped", "in_ci", "status"),
    [(0, 0, True, 0), (1, 0, False, 1), (0, 1, False, 0), (0, 1, True, 1)],
)
def test_status_of_fails_what_was_not_checked_in_ci(monkeypatch, failed, skipped, in_ci, status):
    monkeypatch.delenv("CI", raising=False)
    if in_ci:
        monkeypatch.setenv("CI", "true")

    assert run_tests.status_of([Outcome("units", 3, failed, skipped, 2.0)]) == status


def test_report_tells_last_what_no_node_could_be_had_for(capsys, tmp_path):
    run_tests.report([Outcome("units", 3, 0, 0, 2.0), Outcome("search", 0, 0, 1, 0.0)], 2.0)

    assert capsys.readouterr().out.splitlines()[-2:] == [
        "3 passed, 0 failed, 1 skipped",
        "Elasticsearch wasn’t tested: no search node was available (see docs/testing.md).",
    ]
    assert "was available (see docs/testing.md).\n" in (tmp_path / "total.txt").read_text()


def test_report_says_nothing_of_a_leg_that_left_out_some(capsys):
    run_tests.report([Outcome("search", 3, 0, 1, 0.0), Outcome("units", 0, 0, 1, 0.0)], 0.0)

    assert capsys.readouterr().out.splitlines()[-1] == "3 passed, 0 failed, 2 skipped"


def test_a_leg_without_a_node_is_not_run(monkeypatch):
    monkeypatch.setattr(run_tests, "running_node", lambda: nullcontext(None))
    (leg,) = [leg for leg in run_tests.LEGS if leg.on_node]

    later = time.monotonic() + 60
    assert Runner(SERVICES, deadline=later).run(leg) == Outcome("search", 0, 0, 1, 0.0)


def test_a_node_that_does_not_start_fails_its_own_leg_only(monkeypatch):
    @contextmanager
    def broken():
        raise RefusalError("It does not start.", "Il ne démarre pas.")
        yield

    monkeypatch.setattr(run_tests, "running_node", broken)
    (leg,) = [leg for leg in run_tests.LEGS if leg.on_node]

    lanes = ((leg,), (sleeping("b", 0),))
    outcomes = Runner(SERVICES, deadline=time.monotonic() + 60).run_round(lanes)

    assert [(one.name, one.failures) for one in outcomes] == [
        ("search", {"search": "It does not start."}),
        ("b", {}),
    ]


def test_a_leg_for_which_no_time_is_left_starts_no_node(monkeypatch):
    started = []
    monkeypatch.setattr(run_tests, "running_node", lambda: nullcontext(started.append(1)))
    (leg,) = [leg for leg in run_tests.LEGS if leg.on_node]

    outcome = Runner(SERVICES, deadline=0).run(leg)

    assert (outcome.failed, started) == (1, [])


def test_a_second_run_in_the_same_checkout_is_refused():
    with (
        run_tests.alone("test"),
        pytest.raises(RefusalError, match="is already running"),
        run_tests.alone("test"),
    ):
        pass


def test_short_tests_ask_for_the_libraries_of_pdf_before_they_begin(monkeypatch):
    monkeypatch.setattr(debian, "PANGO", Need(("libpango-that-nobody-has",), lambda: None))
    monkeypatch.setattr(debian, "_may_install", lambda: False)

    with pytest.raises(RefusalError, match="libpango-that-nobody-has"):
        run_tests.run_fast(["--co"])


def test_a_leg_on_a_node_knows_it():
    leg = Leg("search", "elasticsearch", on_node=True)

    known = leg.environment(SERVICES, "http://127.0.0.1:9201")

    assert known["ELASTICSEARCH_URL"] == "http://127.0.0.1:9201"


def test_main_refuses_a_leg_that_it_does_not_know():
    with pytest.raises(
        RefusalError, match=r"^Unknown leg: marathon\. Available legs: units-postgresql "
    ):
        run_tests.main(["marathon"])


def test_a_leg_on_sqlite_knows_no_other_database(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/else")

    on_sqlite = Leg("units", "race", on_postgresql=False).environment(SERVICES)
    on_postgresql = Leg("units", "race").environment(SERVICES)

    assert "DATABASE_URL" not in on_sqlite
    assert on_postgresql["DATABASE_URL"] == (
        "postgres://hirondelle:secret@127.0.0.1:5433/hirondelle"
    )


def test_legs_share_no_name_of_a_database():
    surroundings = [leg.environment(SERVICES) for leg in run_tests.LEGS]

    numbers = {int(one["REDIS_URL"].rpartition("/")[2]) for one in surroundings}
    assert len({one["TEST_LEG"] for one in surroundings}) == len(run_tests.LEGS)
    assert numbers == set(range(0, 4 * len(run_tests.LEGS), 4))
    assert max(numbers) + 4 <= REDIS_DATABASES


def sleeping(name, seconds):
    """A leg that sleeps instead of testing, and writes how that ended."""

    class Sleeping(Leg):
        def command(self):
            done = json.dumps({"event": "finish", "status": 0})
            code = (
                f"import time; time.sleep({seconds}); open(r'{self.results}', 'w').write('{done}')"
            )
            return [sys.executable, "-c", code]

    return Sleeping(name, "")


def test_lanes_run_side_by_side_and_the_legs_of_a_lane_in_turn():
    began = {}

    class Noting(Runner):
        def run(self, leg):
            began[leg.name] = time.monotonic()
            return super().run(leg)

    lanes = ((sleeping("a", 1), sleeping("b", 0)), (sleeping("c", 0),))

    outcomes = Noting(SERVICES, deadline=time.monotonic() + 60).run_round(lanes)

    assert [(one.name, one.failed) for one in outcomes] == [("a", 0), ("b", 0), ("c", 0)]
    assert began["c"] < began["a"] + 1 <= began["b"]


def test_a_leg_counts_the_cpu_seconds_of_its_processes():
    class Busy(Leg):
        def command(self):
            burn = "import time\nwhile time.process_time() < 0.3: pass\n"
            both = (
                f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {burn!r}])\n{burn}"
            )
            return [sys.executable, "-c", both]

    outcome = Runner(SERVICES, deadline=time.monotonic() + 60).run(Busy("busy", ""))

    assert 0.6 <= outcome.cpu_seconds < 10


def test_run_round_ends_and_fails_its_legs_at_the_deadline():
    deadline = time.monotonic() + 0.5

    outcomes = Runner(SERVICES, deadline).run_round(((sleeping("a", 600), sleeping("b", 600)),))

    assert [(one.name, one.failed) for one in outcomes] == [("a", 1), ("b", 1)]


def test_an_interrupted_run_leaves_no_leg_behind(tmp_path):
    code = (
        "from pathlib import Path; from scripts import run_tests as r; import sys\n"
        "r.RESULTS = Path(sys.argv[1]); s = r.Running('/tmp/x', 'secret', 5433, 6380)\n"
        "class Sleeping(r.Leg):\n"
        "    def command(self):\n"
        "        return [sys.executable, '-c', 'import os, time; print(os.getpid(), flush=True);'"
        "                ' time.sleep(600)']\n"
        "r.stop_on_signals(); r.Runner(s, 1e9).run_round(((Sleeping('a', ''),),))\n"
    )
    runner = subprocess.Popen([sys.executable, "-c", code, tmp_path], cwd=ROOT)
    log = tmp_path / "a.log"
    assert wait_until(lambda: log.exists() and log.read_text().endswith("\n"), within=30)
    runner.terminate()
    runner.wait(30)

    with pytest.raises(ProcessLookupError):
        os.kill(int(log.read_text().split()[0]), 0)
