"""Runs every test in legs, on services of its own, and counts what passed and failed."""

import argparse
import fcntl
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from typing import Self

from scripts import database_template, debian, messages
from scripts.cli import RefusalError, echo, localized, run_command
from scripts.lint import install_from_npm
from scripts.machine import ROOT, VAR
from scripts.processes import end_with_parent, stop_on_signals
from scripts.pytest_results import Results, read_results
from scripts.search_node import running_node
from scripts.services import Running, running_services

RESULTS = VAR / "test-results"
LONGEST_RUN = 84 * 60  # seconds for all legs together; a hung test is cut by its own time-out
LONGEST_EXHAUSTIVE_RUN = 4 * 60 * 60
REDIS_NUMBERS = 4  # databases of the one Redis for each leg: one for each of its processes
SLOWEST_SHOWN = 10
RERUNS = 2  # of a failed test, by itself
MOST_RERUN = 10  # failed tests of one leg: more have one cause, which a second run doesn't tell
MOST_FLAKY = 5  # tests of all legs: more are a fault of the suite
POLL = 0.1  # seconds between two looks at a leg
UNITS = "not e2e and not worker and not slow and not lives and not race and not elasticsearch"
# What sends SQL and takes long runs on PostgreSQL alone, unless everything is asked for.
BRIEF = "not (long and database and not one_database)"


@dataclass(frozen=True)
class Leg:
    """One run of pytest: which tests of which files, on which database, in how many processes.

    `paths` keeps a leg from collecting the whole suite; a test compares what all legs collect with
    what there is. `with_mark` leaves out the files in whose name and text this mark does not stand.
    """

    name: str
    marked: str
    paths: tuple[str, ...] = ("tests",)
    with_mark: str = ""
    on_postgresql: bool = True
    processes: int = 0
    on_node: bool = False

    def command(self) -> list[str]:
        """The words to run it; its own marks win over those of pyproject.toml."""
        return [
            sys.executable, "-m", "pytest", "-q", "-m", self.marked,
            "-n", str(self.processes), "--dist", "worksteal", "-p", "no:cacheprovider",
            "-p", "scripts.pytest_results", f"--results={self.results}", *self.collected(),
        ]  # fmt: skip

    def collected(self) -> list[str]:
        """The words that say what pytest collects from."""
        return [*self.paths, *([f"--files-with={self.with_mark}"] if self.with_mark else [])]

    @property
    def results(self) -> Path:
        """Where each result is written as it comes."""
        return RESULTS / f"{self.name}.jsonl"

    @property
    def log(self) -> Path:
        """What pytest printed."""
        return RESULTS / f"{self.name}.log"

    def environment(self, services: Running | None, node: str = "") -> dict[str, str]:
        """On SQLite the address of a database must not even be known.

        Legs run side by side, so each has names of its own. Python may write what it compiled:
        pytest rewrites each test file, which costs each process five seconds unless that is kept.
        Options of one's own for pytest could leave tests out that would count as run.
        """
        removed = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE", "PYTEST_ADDOPTS"}
        known = {name: text for name, text in os.environ.items() if name not in removed}
        if services:
            known |= services.environment(redis_database=self._number() * REDIS_NUMBERS)
        if not self.on_postgresql:
            known.pop("DATABASE_URL", None)
        if node:
            known["ELASTICSEARCH_URL"] = node
        return known | {"TEST_LEG": self.name}

    def alone(self, test: str) -> str:
        """What a person types to run one of its tests by itself."""
        if self.name not in {leg.name for leg in LEGS}:
            return f"make test-fast ARGS={shlex.quote(test)}"
        # A dollar is one of make's own, unless it stands twice.
        return f"make test LEGS={self.name} TEST={shlex.quote(test.replace('$', '$$'))}"

    def _number(self) -> int:
        names = [leg.name for leg in LEGS]
        return names.index(self.name) if self.name in names else 0


@dataclass(frozen=True)
class Alone(Leg):
    """One test of a leg in a process of its own, with what the leg has."""

    test: str = ""
    file: str = ""

    @classmethod
    def of(cls, leg: Leg, test: str, file: str) -> Self:
        """`file` is the name of what it writes, without its ending."""
        surroundings = {one.name: getattr(leg, one.name) for one in fields(leg)}
        return cls(**surroundings | {"test": test, "file": file})

    def command(self) -> list[str]:
        """Any mark will do, since the test is named."""
        return [
            sys.executable, "-m", "pytest", "-q", "-m", "", "-p", "no:cacheprovider",
            "-p", "scripts.pytest_results", f"--results={self.results}", self.test,
        ]  # fmt: skip

    @property
    def results(self) -> Path:
        """Not among the results of legs."""
        return RESULTS / "alone" / f"{self.file}.jsonl"

    @property
    def log(self) -> Path:
        """What pytest printed."""
        return RESULTS / "alone" / f"{self.file}.log"


# Rounds follow each other; the lanes of a round run side by side, the legs of a lane in turn.
# Rivals in threads wait for locks and for new databases, and leave their core to what computes.
# Browsers, workers, commands and a search node wait for each other and for clocks: in three lanes
# they keep two cores busy all the time, and their time limits are met by luck.
type Lane = tuple[Leg, ...]
type Round = tuple[Lane, ...]
ROUNDS: tuple[Round, ...] = (
    (
        (
            # What sends no SQL cannot fail on one database alone: it runs once.
            Leg("units-postgresql", f"{UNITS} and database and not one_database", processes=2),
            Leg("units-sqlite", f"{UNITS} and {BRIEF}", on_postgresql=False, processes=2),
        ),
        (
            Leg("races-postgresql", "race and not slow", with_mark="race"),
            Leg("races-sqlite", "race and not slow", with_mark="race", on_postgresql=False),
            Leg("lives", "lives", ("tests/emergency/life",), on_postgresql=False, processes=2),
            Leg("worker-redis", "worker", ("tests/worker",)),
        ),
    ),
    (
        (
            Leg("browser", "e2e and not demonstration and not rooms", ("tests/e2e",), processes=2),
            Leg("demonstration", "demonstration and not rooms", ("tests/e2e",), processes=2),
            Leg("search", "elasticsearch", ("tests/search",), on_postgresql=False, on_node=True),
        ),
        (
            Leg("commands", "slow", with_mark="slow", on_postgresql=False),
            Leg("rooms", "e2e and rooms", ("tests/e2e",), processes=2),
        ),
    ),
)
LEGS = tuple(leg for lanes in ROUNDS for lane in lanes for leg in lane)
FAST = Leg("fast", f"{UNITS} and not long", on_postgresql=False, processes=2)
FAST_OPTION = "--fast"
EXHAUSTIVE_OPTION = "--exhaustive"


@dataclass(frozen=True)
class Outcome:
    """What one leg counted, and what took longest in it.

    `failures` and `flaky` map the id of a test to how it failed; a flaky one then passed by itself.
    """

    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    failures: Mapping[str, str] = field(default_factory=dict)
    slowest: Sequence[tuple[str, float]] = ()
    cpu_seconds: float = 0.0
    flaky: Mapping[str, str] = field(default_factory=dict)

    def line(self) -> str:
        """One line for a person."""
        counts = f"{self.passed:5d} passed, {_others(self.failed, len(self.flaky), self.skipped)}"
        cpu = f", {self.cpu_seconds:.0f} s CPU" if self.cpu_seconds else ""
        return f"  {self.name:<22}{counts}   {self.seconds:.0f} s{cpu}"


def _others(failed: int, flaky: int, skipped: int) -> str:
    """What did not pass at once; where nothing is flaky or skipped, nothing is said of it."""
    others = [f"{flaky} flaky"] * bool(flaky) + [f"{skipped} skipped"] * bool(skipped)
    return ", ".join([f"{failed} failed", *others])


def main(
    names: Sequence[str], longest: int = LONGEST_RUN, *, test: str = "", stops: bool = False
) -> int:
    """Run the legs that are named, or all of them, in `longest` seconds; fail when one did.

    With `test`, that one alone, in each of these legs. Where it `stops`, a failure ends all legs.
    """
    began = time.monotonic()
    rounds = _chosen(names)
    if os.environ.get("TEST_EXHAUSTIVE") == "1":
        rounds = [tuple(_with_long_tests(lane) for lane in lanes) for lanes in rounds]
    if test:
        rounds = [tuple(_each_alone(lane, test) for lane in lanes) for lanes in rounds]
    with alone("test"):
        (RESULTS / "total.txt").unlink(missing_ok=True)  # of an earlier run
        debian.require(
            *(debian.POSTGRESQL, debian.REDIS, debian.CADDY),
            *(debian.CHROMIUM, debian.GETTEXT, debian.PANGO, debian.NPM, debian.ZSTD),
            debian.TIPPECANOE,
        )
        debian.wish_for(
            debian.HEADLESS_SHELL,
            "Browser tests will use full Chromium, which is slower.",
            "Les tests de navigateur utiliseront Chromium complet, plus lent.",
        )
        install_from_npm()
        messages.compile_all()
        stop_on_signals()
        with running_services(for_tests=True) as services:
            make_templates(services)
            runner = Runner(services, deadline=began + longest, stops=stops)
            outcomes = [outcome for lanes in rounds for outcome in runner.run_round(lanes)]
        report(outcomes, time.monotonic() - began)
    return status_of(outcomes)


def _with_long_tests(lane: Lane) -> Lane:
    return tuple(replace(leg, marked=leg.marked.removesuffix(f" and {BRIEF}")) for leg in lane)


def _each_alone(lane: Lane, test: str) -> Lane:
    return tuple(Alone.of(leg, test, leg.name) for leg in lane)


@contextmanager
def alone(command: str) -> Iterator[None]:
    """Refuse a second one in this checkout: both would write to the same databases and results."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    with (RESULTS / f"{command}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise RefusalError(
                f"`make {command}` is already running in this folder.",
                f"`make {command}` est déjà en cours dans ce dossier.",
            ) from taken
        yield


def run_fast(arguments: Sequence[str]) -> int:
    """Run every short test that needs no service, on SQLite; `arguments` are those of pytest."""
    began = time.monotonic()
    stop_on_signals()
    paths_are_named = any(not word.startswith("-") for word in arguments)
    command = [word for word in FAST.command() if not (paths_are_named and word in FAST.paths)]
    command += arguments
    with alone("test-fast"):
        debian.require(debian.PANGO)  # some short tests make a PDF
        messages.compile_all()
        FAST.results.unlink(missing_ok=True)
        ran = subprocess.run(command, cwd=ROOT, env=FAST.environment(None), check=False)
        outcome = count(FAST, ran.returncode, time.monotonic() - began)
    slowest = [f"    {seconds:7.1f} s  {name}" for name, seconds in outcome.slowest]
    print(*slowest, outcome.line(), sep="\n", flush=True)
    (RESULTS / "fast.txt").write_text(outcome.line().strip() + "\n")
    return ran.returncode or int(outcome.failed > 0)


def _chosen(names: Sequence[str]) -> list[Round]:
    known = [leg.name for leg in LEGS]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise RefusalError(
            f"Unknown leg: {' '.join(unknown)}. Available legs: {' '.join(known)}.",
            f"Étape inconnue : {' '.join(unknown)}. Étapes disponibles : {' '.join(known)}.",
        )
    if not names:
        return list(ROUNDS)
    chosen = [
        tuple(tuple(leg for leg in lane if leg.name in names) for lane in lanes) for lanes in ROUNDS
    ]
    return [lanes for lanes in chosen if any(lanes)]


def make_templates(services: Running) -> None:
    """Migrate a database of each vendor side by side; the processes of all legs copy them."""
    with ThreadPoolExecutor() as pool:
        on_server = pool.submit(database_template.ensure_on_server, services.database())
        in_file = pool.submit(database_template.ensure_file)
        on_server.result()
        in_file.result()


class Runner:
    """Runs legs until they end or until the time for all of them is over.

    A failed test is run again by itself when its leg ends, RERUNS times at most: one that passes
    then is flaky. Where the runner `stops`, none is, and the first failure ends all legs.
    """

    def __init__(self, services: Running, deadline: float, *, stops: bool = False) -> None:
        self.services = services
        self.deadline = deadline
        self.stops = stops
        self.has_stopped = False
        self.processes: set[subprocess.Popen[bytes]] = set()

    def run_round(self, lanes: Round) -> list[Outcome]:
        """Run the lanes side by side; when we are interrupted, nothing of them stays behind."""
        with ThreadPoolExecutor(max_workers=len(lanes)) as pool:
            running = [pool.submit(self._run_lane, lane) for lane in lanes]
            try:
                return [outcome for lane in running for outcome in lane.result()]
            except BaseException:
                self.deadline = 0
                for process in tuple(self.processes):
                    _end_group(process)
                raise

    def _run_lane(self, lane: Lane) -> list[Outcome]:
        return [self.run(leg) for leg in lane]

    def run(self, leg: Leg) -> Outcome:
        """Run one leg. What keeps it from beginning makes it fail, and no other."""
        leg.results.parent.mkdir(exist_ok=True)
        leg.results.unlink(missing_ok=True)
        if self.has_stopped:
            return Outcome(leg.name, 0, 0, 0, 0.0)
        if time.monotonic() >= self.deadline:
            return _not_begun(leg, "No time left.")
        try:
            with running_node() if leg.on_node else nullcontext("") as node:
                return self._run_on(leg, node)
        except RefusalError as refusal:
            return _not_begun(leg, str(refusal))

    def _run_on(self, leg: Leg, node: str | None) -> Outcome:
        """Where no search node can be had, the leg that needs it counts as skipped."""
        if node is None:
            return Outcome(leg.name, 0, 0, 1, 0.0)
        echo(f"── {leg.name}: started", f"── {leg.name} : début")
        began = time.monotonic()
        status, cpu_seconds = self._wait_for(leg, node)
        counted = count(leg, status, time.monotonic() - began)
        outcome = self.run_again(leg, node, replace(counted, cpu_seconds=cpu_seconds))
        print_leg(leg, outcome)
        if outcome.failed and self.stops:
            self.has_stopped = True
            self.deadline = 0
        return outcome

    def run_again(self, leg: Leg, node: str, outcome: Outcome) -> Outcome:
        """Tell flaky tests from broken ones, unless too many failed or a failure ends the run."""
        first = read_results(leg.results)
        failed = [name for name in outcome.failures if name in first.failed]
        if self.stops or len(failed) > MOST_RERUN:
            return outcome
        flaky = {
            name: outcome.failures[name]
            for number, name in enumerate(failed)
            if name not in first.final and self._passes(leg, node, name, number)
        }
        failures = {name: why for name, why in outcome.failures.items() if name not in flaky}
        return replace(outcome, failed=len(failures), failures=failures, flaky=flaky)

    def _passes(self, leg: Leg, node: str, test: str, number: int) -> bool:
        for rerun in range(1, RERUNS + 1):
            echo(f"── {leg.name}: again, {test}", f"── {leg.name} : de nouveau, {test}")
            alone = Alone.of(leg, test, f"{leg.name}-{number}-{rerun}")
            alone.results.parent.mkdir(exist_ok=True)
            alone.results.unlink(missing_ok=True)
            status, _ = self._wait_for(alone, node)
            outcome = count(alone, status, 0.0)
            if outcome.passed and not outcome.failed:
                return True
        return False

    def _wait_for(self, leg: Leg, node: str) -> tuple[int, float]:
        """The exit status of a leg, and the CPU seconds of its processes.

        The servers that the legs share and a search node are not counted: nobody waits for them.
        """
        with leg.log.open("wb") as log, self._started(leg, node, log.fileno()) as process:
            while time.monotonic() < self.deadline:
                try:
                    ended, status, usage = os.wait4(process.pid, os.WNOHANG)
                except ChildProcessError:  # an interrupted run has waited for it meanwhile
                    break
                if ended:
                    process.returncode = os.waitstatus_to_exitcode(status)
                    return process.returncode, usage.ru_utime + usage.ru_stime
                time.sleep(POLL)
            return 1, 0.0

    @contextmanager
    def _started(self, leg: Leg, node: str, log: int) -> Iterator[subprocess.Popen[bytes]]:
        process = subprocess.Popen(
            leg.command(),
            cwd=ROOT,
            env=leg.environment(self.services, node),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=partial(end_with_parent, signal.SIGINT),
        )
        self.processes.add(process)
        try:
            yield process
        finally:
            _end_group(process)
            self.processes.discard(process)


def _not_begun(leg: Leg, reason: str) -> Outcome:
    print(f"── {leg.name}: {reason}", flush=True)
    return Outcome(leg.name, 0, 1, 0, 0.0, {leg.name: reason})


def _end_group(process: subprocess.Popen[bytes]) -> None:
    for message in (signal.SIGINT, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, message)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)


def count(leg: Leg, status: int, seconds: float) -> Outcome:
    """Read what a leg wrote; one that was cut, that died or that ran nothing has failed."""
    results = read_results(leg.results)
    failures = dict(results.failed) | _incidents(leg, status, results)
    passed = len(results.passed - failures.keys())
    skipped = len(results.skipped - failures.keys())
    slowest = results.slowest(SLOWEST_SHOWN)
    return Outcome(leg.name, passed, len(failures), skipped, seconds, failures, slowest)


def _incidents(leg: Leg, status: int, results: Results) -> dict[str, str]:
    """Failures that no test reports itself."""
    if not results.is_finished:
        cut = dict.fromkeys(results.running, "Still running when the leg stopped.")
        return cut or {leg.name: f"The leg stopped before its tests finished (status {status})."}
    if status != 0 and not results.failed:
        return {leg.name: f"pytest ended with status {status}."}
    again = "Started more than once in this leg."
    return dict.fromkeys(results.duplicates, again)


def print_leg(leg: Leg, outcome: Outcome) -> None:
    """What a leg counted and what was slowest; all that pytest printed where something failed."""
    lines = [f"── {leg.name}", outcome.line()]
    lines += [f"    {seconds:7.1f} s  {name}" for name, seconds in outcome.slowest]
    if outcome.failed:
        lines += [leg.log.read_text(errors="replace"), *outcome.failures]
    for name, why in outcome.flaky.items():
        lines += [localized(f"Flaky: {name}", f"Instable : {name}"), why]
    print("\n".join(lines), flush=True)


def status_of(outcomes: Iterable[Outcome]) -> int:
    """What could not be checked, for want of the public data beside the checkout, fails for CI."""
    outcomes = list(outcomes)
    counted_too = "CI" in os.environ
    if sum(len(one.flaky) for one in outcomes) > MOST_FLAKY:
        return 1
    return int(any(one.failed or (counted_too and one.skipped) for one in outcomes))


def not_checked(outcomes: Iterable[Outcome]) -> list[str]:
    """A sentence for what a whole leg could not check."""
    empty = {one.name for one in outcomes if one.skipped and not one.passed and not one.failed}
    if not any(leg.on_node and leg.name in empty for leg in LEGS):
        return []
    english = "Elasticsearch wasn’t tested: no search node was available (see docs/testing.md)."
    french = (
        "Elasticsearch n’a pas été testé : "
        "aucun nœud de recherche disponible (voir docs/testing.md)."
    )
    return [localized(english, french)]


def report(outcomes: Iterable[Outcome], seconds: float) -> None:
    """The failures by name, a line per leg, the sum.

    The file `total.txt` begins with the commit, the sum and whether its tree was clean, and ends
    with what failed and how it is run alone; `flaky.json` has the first failure of each flaky test.
    """
    outcomes = list(outcomes)
    passed = sum(one.passed for one in outcomes)
    failed = sum(one.failed for one in outcomes)
    flaky = sum(len(one.flaky) for one in outcomes)
    skipped = sum(one.skipped for one in outcomes)
    total = f"{passed} passed, {_others(failed, flaky, skipped)}"
    lines = [one.line() for one in outcomes]
    lines.append(f"  {'total':<22}{seconds:.0f} s")
    named = [*_named(outcomes, localized("Flaky:", "Instables :"), "flaky")]
    named += _named(outcomes, localized("Failed:", "En échec :"), "failures")
    if named:
        print("", *named, sep="\n")
    print("\n" + localized("Tests run:", "Tests exécutés :"), *lines, sep="\n")
    print(total, *not_checked(outcomes), sep="\n", flush=True)
    text = "\n".join([f"{commit()}: {total}", *not_checked(outcomes), *lines, *named])
    (RESULTS / "total.txt").write_text(text + "\n")
    kept = [
        {"leg": one.name, "id": name, "text": why}
        for one in outcomes
        for name, why in one.flaky.items()
    ]
    (RESULTS / "flaky.json").write_text(json.dumps(kept, indent=1) + "\n")


def _named(outcomes: Iterable[Outcome], title: str, kind: str) -> list[str]:
    """The title, and a line with its command for each test that a kind of outcome names."""
    legs = {leg.name: leg for leg in LEGS}
    lines = [
        f"  {one.name}: {name}" + (f"   {legs[one.name].alone(name)}" if "::" in name else "")
        for one in outcomes
        for name in getattr(one, kind)
    ]
    return [title, *lines] if lines else []


def commit() -> str:
    """What was tested: the commit of this checkout, and whether something was changed since."""
    if not (ROOT / ".git").exists():
        return "No commit"
    git = partial(subprocess.run, cwd=ROOT, check=True, capture_output=True, text=True)
    name = git(["git", "rev-parse", "HEAD"]).stdout.strip()
    changed = git(["git", "status", "--porcelain"]).stdout.count("\n")
    return f"Commit {name}, " + (f"{changed} changed paths" if changed else "clean tree")


def run_from_shell(arguments: list[str]) -> int:
    """The exit status of what the words of a shell ask for."""
    if FAST_OPTION in arguments:
        return run_command(partial(run_fast, [word for word in arguments if word != FAST_OPTION]))
    parser = argparse.ArgumentParser(prog="make test")
    parser.add_argument("legs", nargs="*")
    parser.add_argument(EXHAUSTIVE_OPTION, action="store_true")
    parser.add_argument("--stop", action="store_true", help="end at the first failure")
    parser.add_argument("--test", default="", help="run this one alone")
    asked = parser.parse_args(arguments)
    longest = LONGEST_RUN
    if asked.exhaustive:
        os.environ["TEST_EXHAUSTIVE"] = "1"  # read by tests/exhaustive.py
        longest = LONGEST_EXHAUSTIVE_RUN
    return run_command(partial(main, asked.legs, longest, test=asked.test, stops=asked.stop))


if __name__ == "__main__":
    sys.exit(run_from_shell(sys.argv[1:]))
