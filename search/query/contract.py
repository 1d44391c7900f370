"""What every engine can do. One suite of tests asks all of them the same questions.

Who fits
- `near`: the public point lies in one of the circles, at most so many kilometres from its middle
  along the ground; `inside`: in one of the boxes, edges included. What has no point is nowhere.
- people: `party_min <= share <= party_max`, once somebody said how many. Where neither a text nor
  a kind is named beside them, as if stays and activities were chosen.
- `dates`: for one of them, there is a day to start on, from `first` (not before today plus
  `notice_days`) to `last`, such that a room for the share has all nights in one free span, and the
  number of nights lies between `min_nights` and `max_nights`; or seats for the share on a day from
  `first` to `latest_day`, the last check-out included.
- `chosen`: one value of each facet, or all where the facet `holds_all`. None chosen asks nothing.
- text: each word has to be found, in whatever form, in some field (see the engine's own page for
  what a form is); words that say nothing ("le", "the", "avec") are left out, and a text of nothing
  else asks nothing. Where no offer has all the words, what has most of them may answer.

Order
- FIT: with dates, or people alone, stays before everything else; then how well the words fit (if
  any), then metres to the nearest of the wished places (if any), then `fresh`, the highest first,
  then the draw of the day, then the key.
- DISTANCE: metres, the draw, the key; without a place as FIT.  NEWEST: `published_on`, the latest
  first, the draw, the key.

`fresh` is `NEW_FOR` minus the days since publication, at least 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final, Protocol

from search.index.documents import OfferDocument
from search.query.engine_results import Area, Health, Hits, Stamp
from search.query.offer_query import OfferQuery
from search.query.story_query import Stories

SCHEMA: Final = 6  # raised whenever documents or tables change: an older index is rebuilt
WEIGHTS: Final = {"title": 4.0, "labels": 2.0, "around": 2.0, "words": 1.0}  # of a found word


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be written, read from the database after `version` was drawn.

    An index never lets an older version overwrite a newer one, or bring back what a newer one took
    away: batches may come twice or in any order.
    """

    version: int
    documents: tuple[OfferDocument, ...] = ()
    gone: tuple[int, ...] = ()


class Building(Protocol):
    """An index that is being built beside the one that answers."""

    def write(self, batch: Batch) -> None:
        """May return before all is written; a refusal is then told by each step that follows."""

    def finish(self) -> None:
        """From now on it answers, and the one before is forgotten. One step, without a gap.

        Refuses where it lacks anything that was to be written.
        """

    def abandon(self) -> None:
        """Nothing is left of it."""


class Engine(Protocol):
    """Raises SearchDownError where it can't answer, IndexUnfitError without a fitting index."""

    name: str

    def session(self) -> AbstractContextManager[Engine]:
        """The same engine for all that one page asks: what it learns by the way it asks once.

        Nothing else is asked of the database meanwhile.
        """

    def search(self, query: OfferQuery) -> Hits: ...

    def first_pages(self, queries: Sequence[OfferQuery]) -> list[Hits]:
        """The first page of each of these and its total, without what else could be chosen."""

    def count(self, queries: Sequence[OfferQuery]) -> list[int]:
        """How many fit each of these, whatever their page."""

    def area(self, query: OfferQuery, *, across: int, most: int) -> Area:
        """Pins where at most `most` fit, else cells, about `across` of them in the width."""

    def write(self, batch: Batch) -> None:
        """Into the index that answers, and into one that is being built."""

    def stamps(self, *, after: int, limit: int) -> list[Stamp]:
        """What it holds, by rising key after this one."""

    def build(self) -> Building:
        """Begin a new index. One that was begun before and never finished is thrown away."""

    def health(self) -> Health: ...

    @property
    def stories(self) -> Stories:
        """What is told beside what is offered: `search.query.story_query` says the contract."""


def in_batches(documents: Iterable[OfferDocument], *, version: int, size: int) -> Iterable[Batch]:
    """So many at a time."""
    batch: list[OfferDocument] = []
    for document in documents:
        batch.append(document)
        if len(batch) == size:
            yield Batch(version, tuple(batch))
            batch = []
    if batch:
        yield Batch(version, tuple(batch))
