"""Replays ten days of asking hosts through the actions of the site, on rows that are taken back."""

from __future__ import annotations

import statistics
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from random import Random
from typing import Any, Final

from django.core.cache import cache
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from bench.tools.figures import Recorder
from emergency.desk.selectors.invariants import broken_invariants
from emergency.housing import periodic
from emergency.matching.plans import Setting
from emergency.simulation.clock import freeze_time, seeded_public_ids
from emergency.simulation.policies import ALWAYS, BY_DAY, DEFAULT_POLICY, Hours
from emergency.simulation.replay import CAMPAIGN, Record, Replay, Temper, Town, make_town
from emergency.simulation.report import nights_given_twice
from emergency.simulation.scenario import LENT_ON, Scenario, create_scenario
from emergency.simulation.seeds import TERMS
from emergency.simulation.site import SiteDesk

TOWNS, HOMES = (0, 1, 2), 8_000
PROMISED: Final = "at all hours"
TIMES: Final = {PROMISED: ALWAYS, "from 8 to 21 h": BY_DAY}
FIGURES: Final[dict[str, tuple[str, Callable[[Record], float]]]] = {
    "a host found within 24 h": ("%", lambda record: record.until_found().within(24)),
    "a roof agreed within 6 h": ("%", lambda record: record.within(6)),
    "a roof agreed within 24 h": ("%", lambda record: record.within(24)),
    "a roof agreed, ever": ("%", lambda record: 100 * len(record.waits) / record.requests),
    "wait in the middle": ("h", lambda record: record.middle),
    "wait, 90 in 100": ("h", lambda record: record.quantile(0.9)),
    "asks for each housed": ("asks", lambda record: record.asks_for_each),
    "hosts disturbed for each": ("hosts", lambda record: record.disturbed / len(record.waits)),
}


class Command(BaseCommand):
    """`measure_protocol`, or `measure_protocol --towns 1 --homes 3000` for a look."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which towns, how many homes in each, and when hosts are asked."""
        parser.add_argument("--towns", type=int, nargs="+", default=TOWNS, metavar="SEED")
        parser.add_argument("--homes", type=int, default=HOMES)
        parser.add_argument("--times", nargs="+", default=list(TIMES), choices=TIMES)

    def handle(self, *args: Any, **options: Any) -> None:
        """Medians over the towns; shares are of all requests that came."""
        self.keep, homes = Recorder("protocol", fresh=False), options["homes"]
        records: defaultdict[str, list[Record]] = defaultdict(list)
        self.broken = self.doubles = 0
        towns = [make_town(seed, homes=homes) for seed in options["towns"]]
        for town in towns:
            for times, record in self.played(town, options["times"]):
                records[times].append(record)
        on = f"{homes} homes on {connection.vendor}"
        for times, some in records.items():
            promised = times == PROMISED and len(towns) > 1
            self.tell(f"{on}, hosts asked {times}", some, promised=promised)
        within = statistics.median(map(could_be_housed, towns))
        self.keep.note(f"{on}: some home would do, if its host agreed", round(within, 1), "%")
        self.keep.exactly(f"{on}: nights given twice", self.doubles, "nights", 0)
        self.keep.exactly(f"{on}: checks of the night that found something", self.broken, "", 0)

    def played(self, town: Town, asked: Iterable[str]) -> Iterator[tuple[str, Record]]:
        """The same homes, asked at all hours and by day only."""
        names = Random(f"names {town.seed}")  # noqa: S311  made-up data, no secret
        with taken_back(), seeded_public_ids(names), freeze_time(LENT_ON) as clock:
            scenario = create_scenario(town, clock)
            for times in asked:
                with taken_back():
                    yield times, self.replayed(town, scenario, TIMES[times])

    def replayed(self, town: Town, scenario: Scenario, hours: Hours) -> Record:
        """From the morning on which hosts are asked to confirm."""
        cache.clear()
        with freeze_time(TERMS.now - CAMPAIGN) as clock:
            desk = SiteDesk(scenario, clock, hours)
            record = Replay(town, desk, replace(DEFAULT_POLICY, hours=hours)).run()
            periodic.end_past_offers()  # as in the morning: what was lent until now
            periodic.raise_all_alerts()
            self.broken += len(broken_invariants(desk.activation))
            self.doubles += nights_given_twice(desk.activation)
        return record

    def tell(self, on: str, records: list[Record], *, promised: bool) -> None:
        """The goal is of several towns, asked as the measured specification asked its ten."""
        for name, (unit, figure) in FIGURES.items():
            value = round(statistics.median(map(figure, records)), 1)
            if promised and name == "a roof agreed within 24 h":
                self.keep.at_least(f"{on}: {name}", value, unit, 95)
            elif promised and name == "wait, 90 in 100":
                self.keep.at_most(f"{on}: {name}", value, unit, 12)
            else:
                self.keep.note(f"{on}: {name}", value, unit)


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever was written goes away again."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def could_be_housed(town: Town) -> float:
    """Those for whom some host who answers lends a home that would do, were it for them alone."""
    setting = Setting(town.market)
    answers = sum(
        1 << home
        for home, supply in enumerate(setting.supplies)
        if town.tempers[supply.reference] == Temper.ANSWERS
    )
    homes = [
        suiting & answers & setting.calendar.fitting(demand.nights)
        for demand, suiting in zip(setting.demands, setting.suiting, strict=True)
    ]
    return 100 * sum(map(bool, homes)) / len(homes)
