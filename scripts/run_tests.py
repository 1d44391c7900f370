"""Runs every test in legs, on services of its own, and counts what passed and failed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

from scripts import debian, messages
from scripts.lint import install_from_npm
from scripts.machine import ROOT, VAR
from scripts.processes import stop_on_signals
from scripts.search_node import running_node
from scripts.services import Running, running_services
from scripts.words import RefusalError, in_language, say, told

RESULTS = VAR / "test-results"
LONGEST_LEG = 25 * 60
UNITS = "not e2e and not worker and not slow and not lives and not race and not elasticsearch"


@dataclass(frozen=True)
class Leg:
    """One run of pytest: which tests, on which database, on how many cores."""

    name: str
    marked: str
    on_postgresql: bool = True
    cores: int = 0
    on_node: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)

    def command(self) -> list[str]:
        """The words to run it; its own marks win over those of pyproject.toml."""
        return [
            sys.executable, "-m", "pytest", "-q", "-m", self.marked,
            "-n", str(self.cores), "--dist", "worksteal",
            "--create-db", "-p", "no:cacheprovider", f"--junit-xml={self.report}",
        ]  # fmt: skip

    @property
    def report(self) -> Path:
        """Where pytest writes what it counted."""
        return RESULTS / f"{self.name}.xml"

    def environment(self, services: Running, node: str | None = None) -> dict[str, str]:
        """On SQLite the address of a database must not even be known."""
        known = services.environment()
        if node:
            known["ELASTICSEARCH_URL"] = node
        if not self.on_postgresql:
            known.pop("DATABASE_URL")
        inherited = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
        return inherited | known | dict(self.extra)


@dataclass(frozen=True)
class Outcome:
    """What one leg counted."""

    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float

    def line(self) -> str:
        """One line for a person."""
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        counts = f"{self.passed:5d} passed, {self.failed} failed{skipped}"
        return f"  {self.name:<22}{counts}   {self.seconds:.0f} s"


LEGS = (
    Leg("units-sqlite", UNITS, on_postgresql=False, cores=2),
    Leg("units-postgresql", UNITS, cores=2),
    Leg("races-sqlite", "race and not slow", on_postgresql=False),
    Leg("races-postgresql", "race and not slow"),
    Leg("worker-redis", "worker"),
    Leg("browser", "e2e and not demonstration and not rooms"),
    Leg("demonstration", "e2e and demonstration and not rooms"),
    Leg("rooms", "e2e and rooms", cores=2),
    Leg("search", "elasticsearch", on_postgresql=False, on_node=True),
    Leg("lives", "lives", on_postgresql=False, cores=2),
    Leg("commands", "slow", on_postgresql=False),
)


def main(names: Sequence[str]) -> int:
    """Run the legs that are named, or all of them; fail when one of them did."""
    legs = _chosen(names)
    debian.require(
        *(debian.POSTGRESQL, debian.REDIS, debian.CADDY),
        *(debian.CHROMIUM, debian.GETTEXT, debian.PANGO, debian.NPM, debian.ZSTD),
    )
    install_from_npm()
    messages.compile_all()
    RESULTS.mkdir(parents=True, exist_ok=True)
    stop_on_signals()
    with running_services() as services:
        outcomes = [
            run_on_node(leg, services) if leg.on_node else run(leg, services) for leg in legs
        ]
    report(outcomes)
    return status_of(outcomes)


def _chosen(names: Sequence[str]) -> list[Leg]:
    known = {leg.name: leg for leg in LEGS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise RefusalError(
            f"No such leg: {' '.join(unknown)}. There are: {' '.join(known)}.",
            f"Étape inconnue : {' '.join(unknown)}. Il y a : {' '.join(known)}.",
        )
    return [known[name] for name in names] or list(LEGS)


def run_on_node(leg: Leg, services: Running) -> Outcome:
    """The same on a search node; where none can be had, the whole leg counts as skipped."""
    with running_node() as node:
        return run(leg, services, node) if node else Outcome(leg.name, 0, 0, 1, 0.0)


def run(leg: Leg, services: Running, node: str | None = None) -> Outcome:
    """Run one leg to its end or to its time limit; nothing of it stays behind."""
    say(f"\n── {leg.name}", f"\n── {leg.name}")
    leg.report.unlink(missing_ok=True)
    began = time.monotonic()
    process = subprocess.Popen(
        leg.command(), cwd=ROOT, env=leg.environment(services, node), start_new_session=True
    )
    try:
        status = process.wait(LONGEST_LEG)
    except subprocess.TimeoutExpired:
        status = 1
    finally:
        _end_group(process)
    return count(leg, status, time.monotonic() - began)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    for message in (signal.SIGINT, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, message)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)


def count(leg: Leg, status: int, seconds: float) -> Outcome:
    """Read pytest's report; a leg that died, or that ran nothing, counts as one failure."""
    tests = failed = skipped = 0
    if leg.report.exists():
        for suite in ElementTree.parse(leg.report).getroot().iter("testsuite"):  # noqa: S314
            tests += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0))
    passed = max(0, tests - failed - skipped)
    if status != 0:
        failed = max(failed, 1)
    return Outcome(leg.name, passed, failed, skipped, seconds)


def status_of(outcomes: Iterable[Outcome]) -> int:
    """What could not be checked, for want of the public data beside the checkout, fails for CI."""
    counted_too = "CI" in os.environ
    return int(any(one.failed or (counted_too and one.skipped) for one in outcomes))


def not_checked(outcomes: Iterable[Outcome]) -> list[str]:
    """A sentence for what a whole leg could not check."""
    empty = {one.name for one in outcomes if one.skipped and not one.passed and not one.failed}
    if not any(leg.on_node and leg.name in empty for leg in LEGS):
        return []
    english = "Elasticsearch was not checked: no search node could be had (docs/testing.md)."
    french = "Elasticsearch n’a pas été vérifié : aucun nœud de recherche (docs/testing.md)."
    return [in_language(english, french)]


def report(outcomes: Iterable[Outcome]) -> None:
    """One line per leg, then the sum; the same goes to a file for whoever reads it later."""
    outcomes = list(outcomes)
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    skipped = sum(outcome.skipped for outcome in outcomes)
    total = f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else "")
    total += "".join(f"\n{sentence}" for sentence in not_checked(outcomes))
    (RESULTS / "total.txt").write_text(total + "\n")
    print("\n" + in_language("What ran:", "Ce qui a été exécuté :"))
    print("\n".join(outcome.line() for outcome in outcomes))
    print(total, flush=True)


if __name__ == "__main__":
    sys.exit(told(partial(main, sys.argv[1:])))
