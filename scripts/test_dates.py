"""Runs the fast tests with the clock set to moments at which dates are often mistaken.

    make test-dates                                     # every moment in turn
    make test-dates ONLY="leap-day 8" ARGS="tests/core" # some, by name or by number, some tests

The clock is moved by libfaketime. Each process is so many seconds ahead of the true time: with a
moment as absolute time, each worker and each subprocess would begin at that moment again, and an
offset means the same in any time zone.
"""

from __future__ import annotations

import calendar
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from scripts import database_template, debian, messages
from scripts.cli import RefusalError, echo, localized, run_command
from scripts.machine import ROOT
from scripts.processes import stop_on_signals
from scripts.run_tests import FAST, Leg, Outcome, alone, count

PARIS: Final = ZoneInfo("Europe/Paris")  # the time zone of the site, TIME_ZONE
ONLY: Final = "--only"
SUNDAY: Final = 6  # as `weekday` counts


@dataclass(frozen=True)
class Moment:
    """A moment at which the tests begin, in the local time of Paris."""

    name: str
    at: datetime

    def leg(self) -> Leg:
        """The fast tests, with a database and results of their own."""
        return replace(FAST, name=f"dates-{self.name}")

    def clock(self) -> dict[str, str]:
        """The environment of processes for which it is this moment now.

        The monotonic clock stays, so that time limits hold, and so do the times of files.
        """
        return {
            "LD_PRELOAD": str(debian.path_of(debian.FAKETIME)),
            "FAKETIME": f"{self.at.timestamp() - time.time():+.0f}",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }


def moments(now: datetime) -> list[Moment]:
    """Every moment there is, all of them after `now`."""
    here = now.astimezone(PARIS)
    year = here.year + 1
    leap_year = _leap_year_after(here)
    return [
        Moment("year-end", _year_end_after(here)),
        Moment("february-28", datetime(leap_year, 2, 28, 12, tzinfo=PARIS)),
        Moment("leap-day", datetime(leap_year, 2, 29, 12, tzinfo=PARIS)),
        Moment("spring-night", _last_sunday(year, 3)),
        Moment("autumn-night", _last_sunday(year, 10)),
        Moment("sunday-night", _sunday_after(here)),
        Moment("six-weeks", here + timedelta(weeks=6)),
        Moment("one-year", _one_year_after(here)),
    ]


def _year_end_after(now: datetime) -> datetime:
    night = datetime(now.year, 12, 31, 23, 30, tzinfo=PARIS)
    return night if night > now else night.replace(year=now.year + 1)


def _leap_year_after(now: datetime) -> int:
    """The first leap year whose 28 February is yet to come."""
    is_over = now >= datetime(now.year, 2, 28, 12, tzinfo=PARIS)
    first = now.year + is_over
    return next(year for year in range(first, first + 9) if calendar.isleap(year))


def _last_sunday(year: int, month: int) -> datetime:
    """01:55 in the night in which the clocks change; March and October have 31 days."""
    last = datetime(year, month, 31, 1, 55, tzinfo=PARIS)
    return last - timedelta(days=(last.weekday() - SUNDAY) % 7)


def _sunday_after(now: datetime) -> datetime:
    today = now.replace(hour=23, minute=58, second=0, microsecond=0, fold=0)
    sunday = today + timedelta(days=(SUNDAY - today.weekday()) % 7)
    return sunday if sunday > now else sunday + timedelta(weeks=1)


def _one_year_after(now: datetime) -> datetime:
    is_leap_day = (now.month, now.day) == (2, 29)
    return now.replace(year=now.year + 1, day=28 if is_leap_day else now.day)


def chosen(names: Sequence[str], now: datetime) -> list[Moment]:
    """The moments with these names or numbers, the first being 1; all where none is named."""
    every = moments(now)
    known = {str(number): one for number, one in enumerate(every, start=1)}
    known |= {one.name: one for one in every}
    unknown = " ".join(name for name in names if name not in known)
    if unknown:
        listed = " ".join(one.name for one in every)
        raise RefusalError(
            f"Unknown moment: {unknown}. Available moments: {listed}.",
            f"Moment inconnu : {unknown}. Moments disponibles : {listed}.",
        )
    wanted = [known[name] for name in names]
    return [one for one in every if one in wanted or not names]


def main(arguments: Sequence[str]) -> int:
    """Run the tests at each moment in turn; 1 where one of them failed, or where none ran.

    What is compiled and migrated before has the true time: other tests use it too.
    """
    names: Sequence[str] = ()
    if arguments[:1] == [ONLY]:
        names, arguments = " ".join(arguments[1:2]).split(), arguments[2:]
    every = chosen(names, datetime.now(PARIS))
    stop_on_signals()
    with alone("test-dates"):
        debian.require(debian.FAKETIME, debian.PANGO)  # some short tests make a PDF
        messages.compile_all()
        database_template.ensure_file()
        outcomes = [run(moment, arguments) for moment in every]
    return int(any(outcome.failed for outcome in outcomes))


def run(moment: Moment, arguments: Sequence[str]) -> Outcome:
    """Run the tests at one moment; print what they counted, and how to run a failed one alone."""
    leg = moment.leg()
    shown = f"{moment.at:%Y-%m-%d %H:%M}"
    echo(f"── {moment.name}: {shown}, started", f"── {moment.name} : {shown}, début")
    began = time.monotonic()
    leg.results.unlink(missing_ok=True)
    with leg.log.open("wb") as log:
        ran = subprocess.run(
            command(leg, arguments),
            cwd=ROOT,
            env=leg.environment(None) | moment.clock(),
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    outcome = none_is_a_failure(count(leg, ran.returncode, time.monotonic() - began))
    print(line(moment, outcome), *alone_again(moment, outcome), sep="\n", flush=True)
    return outcome


def command(leg: Leg, arguments: Sequence[str]) -> list[str]:
    """The words that run a leg; paths among the arguments take the place of its own."""
    has_paths = any(not word.startswith("-") for word in arguments)
    own = [word for word in leg.command() if not (has_paths and word in leg.paths)]
    return [*own, *arguments]


def none_is_a_failure(outcome: Outcome) -> Outcome:
    """A run in which no test passed nor failed proves nothing."""
    if outcome.passed or outcome.failed:
        return outcome
    return replace(outcome, failed=1, failures={outcome.name: "No test ran."})


def line(moment: Moment, outcome: Outcome) -> str:
    """One line for a person: name, moment, passed, failed, seconds."""
    return (
        f"  {moment.name:<14}{moment.at:%Y-%m-%d %H:%M}"
        f"{outcome.passed:7d} passed, {outcome.failed} failed   {outcome.seconds:.0f} s"
    )


def alone_again(moment: Moment, outcome: Outcome) -> Iterator[str]:
    """A command for each failed test; for what is no test, what happened, and where to read it."""
    for name, why in outcome.failures.items():
        if name == outcome.name:
            log = os.path.relpath(moment.leg().log, ROOT)
            yield f"    {why} {localized('See', 'Voir')} {log}"
        else:
            test = shlex.quote(shlex.quote(name))
            yield f"    make test-dates ONLY={moment.name} ARGS={test}"


if __name__ == "__main__":
    sys.exit(run_command(partial(main, sys.argv[1:])))
