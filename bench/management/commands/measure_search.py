"""Asks every engine the same questions over corpora of several sizes, with a watch in the hand."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from rich.progress import track

from bench.cases.questions import (
    ACROSS,
    FULL,
    MAP,
    MOST_PINS,
    TEXT,
    WIDEST,
    Overheard,
    Times,
    as_geojson,
)
from bench.corpora import CORPORA, offers_of
from bench.relevance.systems import ModelSearch
from bench.tools.engines import engines, fill
from bench.tools.figures import Recorder
from search.index.documents import OfferDocument
from search.query.contract import Engine

RAW = {"elasticsearch": 1.5, "sqlite": 2.0, "postgres": 2.0}
WIDE = {"elasticsearch": 100, "sqlite": 300, "postgres": 300}
OTHERS = {"sqlite": 100, "postgres": 3}
MAP_MS, MAP_KIB = 60, 30
SMALL, MIDDLE, LARGE = 5_000, 100_000, 1_000_000
GROWTH = {(SMALL, MIDDLE): 3.0, (MIDDLE, LARGE): 2.0}
FEW = 8  # runs of what takes seconds


class Command(BaseCommand):
    """`measure_search 5000 100000`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which sizes; the largest only where it is named."""
        parser.add_argument("sizes", nargs="*", type=int, default=[SMALL, MIDDLE])

    def handle(self, *args: Any, **options: Any) -> None:
        """Engine after engine, each from the smallest corpus to the largest."""
        self.keep = Recorder("search", fresh=False)
        for engine in engines():
            before: dict[int, float] = {}
            for size in sorted(options["sizes"]):
                if size < LARGE or engine.name != "sqlite":
                    before[size] = self.measure(engine, size)
            self.compare_sizes(engine.name, before)

    def measure(self, engine: Engine, size: int) -> float:
        """Everything about one engine at one size. Returns the median of the full question."""
        size_label = f"{size:,}".replace(",", " ")
        on = f"{engine.name}, {size_label} offers"
        self.rebuild(engine, size, on)
        full = self.full_question(engine, on)
        widest = Times.of(lambda: engine.search(WIDEST))
        limit = WIDE[engine.name] if size == MIDDLE else 0
        self.tell(f"{on}: widest question", widest.middle, limit)
        self.keep.note(f"{on}: widest question, 95 in 100", widest.slowest, "ms")
        self.map_of_france(engine, size, on)
        if size == SMALL and engine.name in OTHERS:
            self.others(engine.name, full)
        return full

    def rebuild(self, engine: Engine, size: int, on: str) -> None:
        """The index anew; making the offers is part of it, as reading them is in life."""
        documents = track(offers_of(CORPORA[size]), total=size, description=on, transient=True)
        began = time.perf_counter()
        held = fill(engine, documents)
        self.keep.exactly(f"{on}: held after the rebuild", held, "offers", size)
        rate = round(size / (time.perf_counter() - began))
        self.keep.note(f"{on}: rebuild", rate, "offers/s")

    def full_question(self, engine: Engine, on: str) -> float:
        """Through the engine, and the same by hand."""
        found = engine.search(FULL)
        self.keep.note(f"{on}: the full question finds", found.total, "offers")
        by_hand = Overheard(engine, FULL).by_hand()
        full, raw = Times.in_turn(lambda: engine.search(FULL), by_hand)
        self.keep.note(f"{on}: full question", full.middle, "ms")
        self.keep.note(f"{on}: full question, 95 in 100", full.slowest, "ms")
        self.keep.note(f"{on}: the same by hand", raw.middle, "ms")
        ratio = round(full.middle / raw.middle, 2)
        self.keep.at_most(f"{on}: full question over raw", ratio, "times", RAW[engine.name])
        return full.middle

    def map_of_france(self, engine: Engine, size: int, on: str) -> None:
        """Cells and the bytes of them."""
        times = Times.of(lambda: engine.area(MAP, across=ACROSS, most=MOST_PINS))
        weight = len(as_geojson(engine.area(MAP, across=ACROSS, most=MOST_PINS))) / 1024
        self.tell(f"{on}: map of France", times.middle, MAP_MS if size == MIDDLE else 0)
        self.keep.at_most(f"{on}: map of France, weight", round(weight, 1), "KiB", MAP_KIB)

    def others(self, name: str, ours: float) -> None:
        """Wagtail's library on the same offers, asked for the words alone."""
        documents: list[OfferDocument] = list(offers_of(CORPORA[SMALL]))
        theirs = ModelSearch(documents)
        ask = theirs.backend.search
        times = Times.of(lambda: list(ask(TEXT, theirs.model)[:24]), runs=FEW)
        self.keep.note(f"{theirs.name}, 5 000 offers: words alone", times.middle, "ms")
        faster = round(times.middle / ours, 1)
        self.keep.at_least(f"{name}: times faster than it", faster, "times", OTHERS[name])

    def compare_sizes(self, name: str, medians: dict[int, float]) -> None:
        """How much the full question grows with the corpus."""
        for (less, more), limit in GROWTH.items():
            if less in medians and more in medians:
                growth = round(medians[more] / medians[less], 2)
                self.keep.at_most(f"{name}: growth from {less} to {more}", growth, "times", limit)

    def tell(self, what: str, milliseconds: float, limit: float) -> None:
        """With a target at the size for which one was set."""
        if limit:
            self.keep.at_most(what, milliseconds, "ms", limit)
        else:
            self.keep.note(what, milliseconds, "ms")
