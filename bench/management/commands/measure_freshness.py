"""How soon a change is found while others search, and what a rebuild costs beside a bare bulk."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from statistics import median, quantiles
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from bench.cases.bare import bare_of
from bench.cases.questions import FULL, Times
from bench.corpora import CORPORA, offers_of
from bench.tools.engines import engines, fill
from bench.tools.figures import Recorder
from hosting.offers.choices.lists import Facet
from search.index.documents import OfferDocument
from search.query.contract import Batch, Engine
from search.query.offer_query import OfferQuery

SIZE = 5_000
TURNS = 5  # rebuilds
CHANGES = 20
A_SECOND = 20  # searches
LONGEST = 5.0  # seconds until a change counts as lost
LOOK_AGAIN = 0.02
BETWEEN = 0.25  # seconds from one change to the next
SOON = 1.0
BARE = 0.8


class Command(BaseCommand):
    """`measure_freshness`."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """What an engine does with a change; reading it from the tables is not part of it."""
        self.keep = Recorder("search", fresh=False)
        documents = list(offers_of(CORPORA[SIZE]))
        for engine in engines():
            self.rebuilds(engine, documents)
            self.changes(engine, documents)

    def rebuilds(self, engine: Engine, documents: Sequence[OfferDocument]) -> None:
        """In turn with the same written bare; the first turn only warms up."""
        fill(engine, documents)
        bare = bare_of(engine, documents)
        times = Times.in_turn(lambda: fill(engine, documents), bare, runs=TURNS, warm_up=1)
        ours, theirs = (time.middle for time in times)
        rate = round(SIZE / ours * 1_000)
        self.keep.note(f"{engine.name}: rebuild of ready documents", rate, "offers/s")
        share = round(theirs / ours, 2)
        name = f"{engine.name}: rebuild over bare bulk"
        if engine.name == "elasticsearch":
            self.keep.at_least(name, share, "times", BARE)
        else:  # a bare row is stemmed already, which a bare document isn't
            self.keep.note(name, share, "times")

    def changes(self, engine: Engine, documents: Sequence[OfferDocument]) -> None:
        """One after the other, while somebody searches twenty times a second."""
        setattr(engine, "refresh", False)  # noqa: B010  as in life
        with searching(engine) as searched:
            waited = [seconds_until_found(engine, documents[n], n) for n in range(CHANGES)]
        name = engine.name
        self.keep.note(f"{name}: searches meanwhile", len(searched), "searches")
        self.keep.note(f"{name}: change found after", round(median(waited), 3), "s")
        slowest = round(quantiles(waited, n=20)[-1], 3)
        self.keep.at_most(f"{name}: change found, 95 in 100", slowest, "s", SOON)


def seconds_until_found(engine: Engine, document: OfferDocument, number: int) -> float:
    """Write a word that nobody else has, and look for it."""
    time.sleep(BETWEEN)
    mark = f"change{number}"
    began = time.perf_counter()
    tags = {**document.tags, Facet.COMMUNITY: frozenset({mark})}
    engine.write(Batch(2 + number, (replace(document, tags=tags),)))
    query = OfferQuery(today=FULL.today, chosen={Facet.COMMUNITY: frozenset({mark})})
    while not engine.count([query])[0] and time.perf_counter() - began < LONGEST:
        time.sleep(LOOK_AGAIN)
    return time.perf_counter() - began


@contextmanager
def searching(engine: Engine) -> Iterator[list[float]]:
    """Somebody else, who searches on and on until the block ends."""
    over = threading.Event()
    searched: list[float] = []

    def search_on() -> None:
        while not over.wait(1 / A_SECOND):
            began = time.perf_counter()
            engine.search(FULL)
            searched.append(time.perf_counter() - began)
        connection.close()

    somebody = threading.Thread(target=search_on)
    somebody.start()
    try:
        yield searched
    finally:
        over.set()
        somebody.join()
