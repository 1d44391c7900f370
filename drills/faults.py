"""Breaks what a site needs while people use it: `make drill-faults`.

Nothing that was accepted may be lost, nothing may be mailed twice, and the site has to recover
within ten seconds by itself. Each fault: visitors come, it begins, it ends, they go on for a while.
"""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import psycopg

from bench.tools.figures import Figure, Recorder
from drills import clock, disk
from drills.site import Site, running_site
from drills.visitors import Visit, Visitors, coming
from scripts import debian, messages
from scripts.cli import RefusalError, run_command
from scripts.database_template import copy_template
from scripts.processes import stop_on_signals, wait_until
from scripts.search_node import own_node
from scripts.services import running_services

RECOVERY: Final = 10  # seconds
BEFORE: Final = 3.0  # seconds during which all is well
AFTER: Final = 12.0  # and again
CAUGHT_UP: Final = 150.0  # seconds until every promise is kept, pauses between two tries among them
SEARCH_GONE: Final = "search server gone"
DISK_FULL: Final = "disk full"
CLOCKS: Final = {"clock an hour ahead": clock.HOUR, "clock an hour behind": -clock.HOUR}
PAGES: Final = ("/en/", "/en/communities/", "/en/offers/")


@dataclass(frozen=True)
class Fault:
    """What goes wrong, how it ends, and what else visitors notice of it.

    `pages_stay`: pages that don't need the part are served all the time.
    """

    name: str
    begin: Callable[[Site], None]
    end: Callable[[Site], None]
    seconds: float
    pages_stay: bool = True


def _cut(name: str) -> Callable[[Site], None]:
    return lambda site: site.wires[name].cut()


def _mend(name: str) -> Callable[[Site], None]:
    return lambda site: site.wires[name].mend()


def _move_clock(seconds: int) -> Callable[[Site], None]:
    return lambda site: clock.move(site.clock, seconds)


FAULTS: Final = (
    Fault("worker killed", lambda site: site.kill("worker"), lambda site: site.start("worker"), 5),
    Fault("site killed", lambda site: site.kill("web"), lambda site: site.start("web"), 3, False),
    Fault("mail server gone", _cut("mail"), _mend("mail"), 20),
    Fault("Redis gone", _cut("redis"), _mend("redis"), 20),
    Fault("PostgreSQL gone", _cut("postgresql"), _mend("postgresql"), 30, False),
    Fault(SEARCH_GONE, _cut("search"), _mend("search"), 20),
    Fault(
        DISK_FULL,
        lambda site: disk.fill(site.folder),
        lambda site: disk.free(site.folder),
        20,
        False,
    ),
    *(Fault(name, _move_clock(seconds), _move_clock(0), 15) for name, seconds in CLOCKS.items()),
)


@dataclass(frozen=True)
class Result:
    """What became of a drill: times in seconds after the fault began or ended."""

    accepted: int
    lost: list[int]
    twice: list[str]
    unmailed: list[str]
    recovery: float
    caught_up: float
    seen_after: float | None
    broken_pages: list[int]


def drill(site: Site, fault: Fault, *, bookings: int, before: float = BEFORE) -> Result:
    """Let visitors come, break, mend, wait until every promise is kept, and count."""
    prepared = json.loads(site.run("drills.bookings", "prepare", str(bookings)))
    visitors = Visitors(site.port, prepared, PAGES)
    with coming(visitors):
        time.sleep(before)
        began = time.monotonic()
        fault.begin(site)
        time.sleep(fault.seconds)
        fault.end(site)
        ended = time.monotonic()
        wait_until(lambda: _recovered(visitors, ended) is not None, within=4 * AFTER)
    wait_until(lambda: _jobs_left(site) == 0, within=CAUGHT_UP, every=2)
    caught_up = time.monotonic() - ended
    answers = [
        (one.key, one.answer.status, dict(one.answer.cookies))
        for one in visitors.of_kind("booking")
    ]
    report = json.dumps({"answers": answers, "mails": site.mailbox.mails})
    judged = json.loads(site.run("drills.bookings", "judge", stdin=report))
    return Result(
        **judged,
        recovery=_recovered(visitors, ended) or float("inf"),
        caught_up=caught_up,
        seen_after=_seen_after(visitors, began, ended),
        broken_pages=_broken(visitors.of_kind("page"), began, ended, fault),
    )


def _jobs_left(site: Site) -> int:
    with psycopg.connect(site.direct["DATABASE_URL"]) as link:
        row = link.execute("SELECT count(*) FROM outbox_outboxentry").fetchone()
    return int(row[0]) if row else 0


def _recovered(visitors: Visitors, ended: float) -> float | None:
    """Seconds from the end of the fault to the first acceptance that was sent after it."""
    good = (
        one.ended - ended
        for one in visitors.of_kind("booking")
        if one.began >= ended and one.answer.status == 302
    )
    return next(good, None)


def _seen_after(visitors: Visitors, began: float, ended: float) -> float | None:
    """Seconds until a supervisor learns of it; None where the site could still serve."""
    red = (
        one.ended - began
        for one in visitors.of_kind("health")
        if began <= one.began < ended and one.answer.status != 200
    )
    return next(red, None)


def _broken(pages: list[Visit], began: float, ended: float, fault: Fault) -> list[int]:
    """Statuses that no page should have had: any but 200 where pages stay, else 500."""
    during = [one.answer.status for one in pages if one.ended >= began and one.began <= ended]
    if fault.pages_stay:
        return [status for status in during if status != 200]
    return [status for status in during if status == 500]


def tell(keep: Recorder, name: str, result: Result) -> list[Figure]:
    """The figures of one fault."""
    if result.seen_after is not None:
        keep.note(f"{name}: until /readyz says so", round(result.seen_after, 1), "s")
    keep.note(f"{name}: until every promise is kept", round(result.caught_up, 1), "s")
    return [
        keep.at_least(f"{name}: acceptances", result.accepted, "agreements", 1),
        keep.exactly(f"{name}: accepted and lost", len(result.lost), "agreements", 0),
        keep.exactly(f"{name}: mailed twice", len(result.twice), "mails", 0),
        keep.exactly(f"{name}: never mailed", len(result.unmailed), "mails", 0),
        keep.exactly(f"{name}: pages that broke", len(result.broken_pages), "pages", 0),
        keep.at_most(f"{name}: recovery", round(result.recovery, 1), "s", RECOVERY),
    ]


@contextmanager
def site_of_its_own(names: Collection[str]) -> Iterator[Site]:
    """Over servers and a database that end with it, with what these faults need of them.

    Raises RefusalError where this machine hasn't got it.
    """
    has_clock = not CLOCKS.keys().isdisjoint(names)
    if has_clock:
        debian.require(debian.FAKETIME)
    with ExitStack() as stack:
        small = stack.enter_context(disk.small_disk()) if DISK_FULL in names else None
        services = stack.enter_context(running_services(for_tests=True, disk=small))
        copy_template(services.database(), "hirondelle_drill")
        known = services.environment()
        site = stack.enter_context(
            running_site(
                known["DATABASE_URL"].removesuffix("hirondelle") + "hirondelle_drill",
                known["REDIS_URL"],
                node_url=stack.enter_context(_search_node()) if SEARCH_GONE in names else None,
                folder=small,
                has_clock=has_clock,
            )
        )
        yield site


@contextmanager
def _search_node() -> Iterator[str]:
    with own_node() as node:
        if node is None:
            raise RefusalError(
                "There’s no search server here. Leave this fault out with --only.",
                "Pas de serveur de recherche ici. Laissez cette panne de côté avec --only.",
            )
        yield node.address


def main() -> int:
    """Each fault on the same site, one after the other."""
    parser = ArgumentParser(description=__doc__)
    names = [fault.name for fault in FAULTS]
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    parser.add_argument("--bookings", type=int, default=120, help="proposals for each fault")
    parser.add_argument("--seconds", type=float, help="how long each fault lasts")
    options: Any = parser.parse_args()
    stop_on_signals()
    messages.compile_all()
    keep, figures = Recorder("drill-faults"), []
    with site_of_its_own(options.only) as site:
        if SEARCH_GONE in options.only:
            site.run("django", "search", "rebuild")
        for fault in FAULTS:
            if fault.name in options.only:
                lasting = replace(fault, seconds=options.seconds or fault.seconds)
                figures += tell(keep, fault.name, drill(site, lasting, bookings=options.bookings))
    return int(any(figure.holds is False for figure in figures))


if __name__ == "__main__":
    sys.exit(run_command(partial(main)))
