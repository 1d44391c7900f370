"""Lets rivals say yes through a real server, and writes down what became of them."""

import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from bench.cases import rivals
from bench.tools.figures import Recorder
from bench.tools.load import at_once
from bench.tools.server import serving
from hosting.requests.models.requests import Request

RACES = (
    ("nights", rivals.for_the_last_week, 1),
    ("seats", rivals.for_the_last_seats, rivals.SEATS_LEFT),
)


class Command(BaseCommand):
    """`race_to_agree 200 1000 --control 200`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many rivals, and how many without lock and key."""
        parser.add_argument("rivals", nargs="+", type=int)
        parser.add_argument("--control", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """All races meet the same server; the control has one that takes no locks."""
        with serving(workers=2) as server:
            for number in options["rivals"]:
                for race in races_of(number):
                    race.run(server.port)
        if number := options["control"]:
            unlocked = {"BENCH_WITHOUT_LOCKS": "1"}
            with rivals.without_keys(), serving(workers=2, environment=unlocked) as server:
                for race in races_of(number):
                    race.run_unguarded(server.port)


def races_of(number: int) -> Iterator["Race"]:
    """So many rivals for nights, then so many for seats."""
    recorder = Recorder("agree", fresh=False)
    for name, gather, places in RACES:
        label = f"{name}, {number} at once on {connection.vendor}"
        yield Race(recorder, label, gather(number), places)


class Race:
    """One crowd at one door."""

    def __init__(
        self, recorder: Recorder, label: str, requests: list[Request], places: int
    ) -> None:
        self.recorder, self.label = recorder, label
        self.requests, self.places = requests, places

    def run(self, port: int) -> None:
        """So many win as there are places; the rest are refused with a sentence."""
        began = time.perf_counter()
        counts = self._all_say_yes(port)
        seconds = time.perf_counter() - began
        agreed = rivals.agreements_of(self.requests)
        refusals = len(self.requests) - self.places
        broken = len(self.requests) - counts["agreed"] - counts["refused"]
        keep = self.recorder
        keep.exactly(f"{self.label}: agreed", agreed, "agreements", self.places)
        keep.exactly(f"{self.label}: refused with a sentence", counts["refused"], "", refusals)
        keep.exactly(f"{self.label}: broken answers", broken, "", 0)
        keep.note(f"{self.label}: until the last answer", round(seconds, 2), "s")

    def run_unguarded(self, port: int) -> None:
        """Without lock and key too many must win, or this bench could not see a mistake."""
        self._all_say_yes(port)
        agreed = rivals.agreements_of(self.requests)
        label = f"{self.label}, control without lock and key: agreed"
        self.recorder.at_least(label, agreed, "agreements", self.places + 1)

    def _all_say_yes(self, port: int) -> Counter[str]:
        return rivals.outcomes(at_once(port, [rivals.saying_yes(asked) for asked in self.requests]))
