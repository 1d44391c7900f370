"""Corpora of any size: real words, real calendars and real places, drawn anew for each offer.

A corpus is a stream: cell after cell from Tours outwards, each with dice of its own, so that the
same seed gives the same offers and nothing but the cell at hand is in memory. Titles stay whole;
the words of an offer are sentences of two real offers of its kind and language. Nights that were
really taken in Antwerp, shifted by whole weeks, are the calendars of all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import Final

from bench.corpora import cities
from bench.corpora.land import Cell, europe, france
from bench.corpora.making import TODAY, Berth, document_of, free_spans
from bench.corpora.originals import Original
from bench.corpora.touraine import touraine
from core.values.dates import DateRange
from hosting.offers.choices.lists import OfferKind
from search.index.documents import OfferDocument

KINDS: Final = {
    OfferKind.STAY: 0.62,
    OfferKind.ACTIVITY: 0.22,
    OfferKind.PRODUCT: 0.08,
    OfferKind.TIP: 0.08,
}
IN_FRENCH: Final = 0.85  # of what lies in France; elsewhere one of ten
WEEKS: Final = 8  # by how many weeks calendars are shifted at most
FRANCE: Final = 100_000  # offers: the density of all corpora
SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")

type Originals = dict[tuple[OfferKind, str], list[Original]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """How many offers, and over which land."""

    name: str
    size: int
    land: Callable[[], list[Cell]]


CORPORA: Final = {
    5_000: Corpus("Touraine and its neighbours", 5_000, france),
    100_000: Corpus("France", FRANCE, france),
    1_000_000: Corpus("Europe", 1_000_000, europe),
}


def offers_of(corpus: Corpus, *, seed: int = 1) -> Iterator[OfferDocument]:
    """All offers of a corpus, one by one."""
    last = 0
    for cell, count in shares(corpus):
        random = Random(f"{seed}/{cell.row}/{cell.column}")  # noqa: S311  no secret
        host = last + 1
        for pk in range(last + 1, last + 1 + count):
            host = pk if random.random() < 0.8 else host  # some hosts have several
            place = random.choice(cell.places)
            french = random.random() < (IN_FRENCH if place.country == "FR" else 0.1)
            (kind,) = random.choices(list(KINDS), weights=list(KINDS.values()))
            known = originals()
            pool = known.get((kind, "fr" if french else "en")) or known[kind, "fr"]
            one, other = random.choice(pool), random.choice(pool)
            # Half of the sentences of each, in their order.
            sentences = [*SENTENCE.split(one.words), *SENTENCE.split(other.words)]
            kept = sorted(random.sample(range(len(sentences)), (len(sentences) + 1) // 2))
            original = replace(
                one,
                words=" ".join(sentences[number] for number in kept),
                place=place.name,
                area=place.around,
                point=cell.point(place, random),
            )
            community = f"{cell.row}.{cell.column}"
            name = f"Voisins de {cell.places[0].name}"
            yield document_of(
                original, Berth(pk, host, community, name, random.choice(_calendars())), random
            )
        last += count


def shares(corpus: Corpus) -> Iterator[tuple[Cell, int]]:
    """How many offers each cell holds, from Tours outwards until all are placed."""
    density = FRANCE / sum(cell.square_km for cell in france())
    cells = corpus.land()
    room = sum(cell.square_km for cell in cells) * density
    density *= max(1.0, corpus.size / room)  # a little denser where the land ends too soon
    before = 0
    for cell, until in zip(cells, accumulate(cell.square_km for cell in cells), strict=True):
        upto = min(round(until * density), corpus.size)
        if upto > before:
            yield cell, upto - before
        before = upto


@cache
def originals() -> Originals:
    """What is drawn from, by kind and language."""
    known: Originals = {}
    for original in (*touraine(), *cities.cities()):
        if original.words:
            known.setdefault((original.kind, original.language), []).append(original)
    return known


@cache
def _calendars() -> list[tuple[DateRange, ...]]:
    """The real ones, each in some shifts, shared by all who draw them."""
    monday = TODAY - timedelta(days=TODAY.weekday())
    shifts = [monday - timedelta(weeks=week) for week in range(0, WEEKS, 2)]
    taken = cities.calendars().values()
    return [free_spans(runs, shift) for runs in taken for shift in shifts]
