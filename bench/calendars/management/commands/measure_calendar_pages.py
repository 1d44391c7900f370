"""Measures what hosts and other calendars read of a full calendar of 24 months."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from statistics import median, quantiles
from typing import Any, Final
from urllib.request import urlopen

from django.core.management.base import BaseCommand
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation

from bench.cases.rivals import headers_of
from bench.tools.figures import Recorder
from bench.tools.fixtures import count_on
from bench.tools.load import Ask, in_turn
from bench.tools.server import Server, serving
from core.values.dates import DateRange, add_months
from hosting.calendar_feeds.models import ForeignBlock
from hosting.calendars.actions.holds import hold_nights
from hosting.calendars.presenters.unit_months import host_month_of, month_of
from hosting.offers.models.stays import Unit
from tests.factories.calendar_feeds import CalendarFeedFactory
from tests.factories.calendar_links import CalendarLinkFactory
from tests.factories.hosting import UnitFactory

MONTHS: Final = 24
FEEDS: Final = 3
CLIENTS: Final = 1_000  # each asks once a minute
CHANGED: Final = 0.05  # of the readings find a new file; the others are told that it is the same
SHARE: Final = 5  # per cent of a core
MILLISECONDS: Final = 100
TURNS: Final = 60
WARM_UP: Final = 10


class Command(BaseCommand):
    """A unit that is taken four nights of each week: here, and in three calendars elsewhere."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        keep = Recorder("calendars", fresh=False)
        unit = full_unit()
        first = timezone.localdate().replace(day=1)
        months = [add_months(first, number) for number in range(MONTHS)]
        label = f"{MONTHS} months, {FEEDS} calendars elsewhere, {connection.vendor}"
        as_host = partial(host_month_of, reader=unit.offer.host)
        for name, show in (("its host", as_host), ("guests", month_of)):
            taken = milliseconds(partial(show_all, show, unit, months))
            keep.at_most(f"{label}, for {name}", median(taken), "ms", MILLISECONDS)
        with serving(workers=1) as server:
            self.pages(keep, server, unit, months)
            self.feeds(keep, server, unit)

    def pages(self, keep: Recorder, server: Server, unit: Unit, months: list[date]) -> None:
        """Each month in turn, as the host reads it."""
        headers = headers_of(unit.offer.host)
        pages = {
            "three months of it": reverse("hosting:host-calendar"),
            "one month of it": reverse("hosting:unit-calendar", args=[unit.public_id]),
            "its calendars elsewhere": reverse("hosting:calendar-feeds", args=[unit.public_id]),
        }
        for name, path in pages.items():
            asks = [Ask(f"{path}?month={month:%Y-%m}", headers=headers) for month in months * 2]
            in_turn(server.port, asks[:WARM_UP])
            answers = in_turn(server.port, asks)
            if {answer.status for answer in answers} != {200}:
                raise RuntimeError(f"{path} did not always answer")
            waits = [1000 * answer.seconds for answer in answers]
            keep.at_most(f"page with {name}", round(median(waits), 1), "ms", MILLISECONDS)
            last = round(quantiles(waits, n=20)[-1], 1)
            keep.note(f"page with {name}: 95 in 100", last, "ms")

    def feeds(self, keep: Recorder, server: Server, unit: Unit) -> None:
        """Processor time of the worker for one reading, times those of a minute."""
        link = CalendarLinkFactory(unit=unit)
        with translation.override("en"):
            path = link.get_absolute_url()
        etag = etag_of(server, path)
        same = self.cost(server, Ask(path, headers={"If-None-Match": etag}), 304)
        packed = self.cost(server, Ask(path, headers={"Accept-Encoding": "gzip"}), 200)
        keep.note("our feed, read again without a change: processor time", round(same, 2), "ms")
        keep.note("our feed, read whole: processor time", round(packed, 2), "ms")
        each_second = CLIENTS / 60
        mixed = (1 - CHANGED) * same + CHANGED * packed
        shares = {
            f"{CLIENTS} clients, each once a minute, all told that nothing has changed": same,
            f"the same, {CHANGED:.0%} of the readings whole": mixed,
        }
        for name, cost in shares.items():
            keep.at_most(name, round(each_second * cost / 10, 1), "% of a core", SHARE)
        keep.note("the same, all of them whole", round(each_second * packed / 10, 1), "% of a core")

    def cost(self, server: Server, ask: Ask, status: int) -> float:
        """Milliseconds of a processor, in the middle of five rounds."""
        in_turn(server.port, [ask] * WARM_UP)
        found = []
        for _ in range(5):
            used = server.worker_seconds()
            answers = in_turn(server.port, [ask] * 4 * TURNS)
            found.append(1000 * (server.worker_seconds() - used) / len(answers))
            if {answer.status for answer in answers} != {status}:
                raise RuntimeError(f"{ask.path} did not always answer {status}")
        return median(found)


def show_all(show: Callable[[Unit, date], object], unit: Unit, months: list[date]) -> None:
    """One after the other."""
    for month in months:
        show(unit, month)


def full_unit() -> Unit:
    """Two nights of each week agreed on here, three in calendars elsewhere that say the same."""
    count_on()
    unit: Unit = UnitFactory()
    feeds = [CalendarFeedFactory(unit=unit) for _ in range(FEEDS)]
    today = timezone.localdate()
    for week in range(MONTHS * 31 // 7):
        first = today + timedelta(days=7 * week + 1)
        hold_nights(unit=unit, dates=DateRange(first, first + timedelta(days=2)))
        taken = first + timedelta(days=3)
        ForeignBlock.objects.bulk_create(
            ForeignBlock(
                unit=unit,
                feed=feed,
                uid=f"{week}@elsewhere.example",
                start=taken,
                end=taken + timedelta(days=3),
                kind="reservation",
            )
            for feed in feeds
        )
    return unit


def milliseconds(work: Callable[[], object]) -> list[float]:
    """Processor time of each turn, after some that don't count."""
    taken = []
    for _ in range(TURNS):
        began = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - began))
    return taken[WARM_UP:]


def etag_of(server: Server, path: str) -> str:
    """What a calendar program keeps of the first answer."""
    with urlopen(f"http://localhost:{server.port}{path}") as answer:
        return str(answer.headers["ETag"])
