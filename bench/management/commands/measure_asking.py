"""Replays ten days of asking hosts under each policy, and counts how soon people have a roof."""

from __future__ import annotations

import statistics
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from django.core.management.base import BaseCommand

from bench.tools.figures import Recorder
from emergency.matching.plans import Setting
from emergency.matching.weights import Weights
from emergency.simulation.model import ModelDesk
from emergency.simulation.policies import DEFAULT_POLICY, POLICIES, Policy
from emergency.simulation.replay import Record, Replay, Town, make_town

SEEDS: Final = 10
MANY, FEW = 8_000, 3_000
OURS: Final = "ours: G, and I for starts within 72 h or after an ask in vain"
FIGURES: Final[dict[str, tuple[str, Callable[[Record], float]]]] = {
    "within 6 h": ("%", lambda record: record.within(6)),
    "within 24 h": ("%", lambda record: record.within(24)),
    "ever": ("%", lambda record: 100 * len(record.waits) / record.requests),
    "wait in the middle": ("h", lambda record: record.middle),
    "wait, 90 in 100": ("h", lambda record: record.quantile(0.9)),
    "asks for each housed": ("asks", lambda record: record.asks_for_each),
    "hosts disturbed for each": ("hosts", lambda record: record.disturbed / len(record.waits)),
}


class Command(BaseCommand):
    """`measure_asking`, or `measure_asking --seeds 2 --only ours` for a look."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many towns, how many homes in each, and the beginning of the policies’ names."""
        parser.add_argument("--seeds", type=int, default=SEEDS)
        parser.add_argument("--homes", type=int, nargs="*", default=[MANY, FEW])
        parser.add_argument("--only", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Policy after policy on the same towns; shares are of all requests that came."""
        self.keep = Recorder("asking", fresh=False)
        for homes in options["homes"]:
            towns = [make_town(seed, homes=homes) for seed in range(options["seeds"])]
            settings = [Setting(town.market) for town in towns]
            on = f"{homes} homes"
            policies = [pair for pair in POLICIES.items() if pair[0].startswith(options["only"])]
            for name, policy in policies:
                records = [played(*pair, policy) for pair in zip(towns, settings, strict=True)]
                promised = homes == MANY and name == OURS
                self.tell(f"{on}, {name}", records, promised=promised)
            unpriced = [without_price(setting) for setting in settings]
            records = [played(*pair, DEFAULT_POLICY) for pair in zip(towns, unpriced, strict=True)]
            self.tell(f"{on}, ours without a price on contested homes", records, promised=False)

    def tell(self, on: str, records: list[Record], *, promised: bool) -> None:
        """Medians over the towns."""
        for name, (unit, figure) in FIGURES.items():
            value = round(statistics.median(figure(record) for record in records), 1)
            if promised and name == "within 24 h":
                self.keep.at_least(f"{on}: {name}", value, unit, 95)
            elif promised and name == "wait, 90 in 100":
                self.keep.at_most(f"{on}: {name}", value, unit, 12)
            else:
                self.keep.note(f"{on}: {name}", value, unit)


def played(town: Town, setting: Setting, policy: Policy) -> Record:
    """The desk in memory; real actions take its place once they stand behind the interface."""
    return Replay(town, ModelDesk(setting, policy), policy).run()


def without_price(setting: Setting) -> Setting:
    """The same town, where it doesn't count whether others need a home."""
    return Setting(replace(setting.market, weights=Weights(contested=0), lately=()))
