"""What somebody looks for, said once: a form fills it in, any engine answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from core.values.dates import DateRange
from core.values.geo import Box, Point
from hosting.offers.choices.lists import Facet, OfferKind
from search.index.documents import DRAWS
from search.query.silent_words import SILENT_ANYWHERE
from search.query.states import Order
from search.query.words import written_words

PAGE_SIZE: Final = 24  # fewer than letters, so that each card has its own on the map
NEW_FOR: Final = 14  # days: what is older is all equally old
LONGEST_TEXT: Final = 200
HOSTS: Final = frozenset({OfferKind.STAY.value, OfferKind.ACTIVITY.value})

type Position = tuple[float | int | str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """So many kilometres around a place. `typed_name` is how somebody named it, if they did."""

    name: str
    point: Point
    km: int
    typed_name: str = ""

    def box(self) -> Box:
        return Box.around(self.point, metres=self.km * 1_000)


@dataclass(frozen=True, slots=True)
class Starts:
    """So many nights in a row; the check-in may be any day from `first` to `last`, both included.

    Exact nights have one day to start on. "Plus or minus two days" is one of these with five,
    "a weekend in May" is several with one, "three nights in these two weeks" is one with twelve.
    """

    first: date
    last: date
    nights: int

    @classmethod
    def exactly(cls, dates: DateRange) -> Starts:
        return cls(dates.check_in, dates.check_in, len(dates))

    @property
    def latest_day(self) -> date:
        """The last check-out."""
        return self.last + timedelta(days=self.nights)


def asks_who_takes(party: int | None, *, text: str, kinds: frozenset[str]) -> bool:
    """Whether people are named and neither words nor a kind say what they look for."""
    return party is not None and names_nothing(text=text, kinds=kinds)


def names_nothing(*, text: str, kinds: frozenset[str]) -> bool:
    """Whether neither words nor a kind say what somebody looks for."""
    return not kinds and SILENT_ANYWHERE.issuperset(written_words(text))


@dataclass(frozen=True, slots=True)
class OfferQuery:
    """Where, when, who, what, in which order. Everything but the day is optional.

    `near` holds the circles of which one is enough. `inside` holds the boxes of a map: two where it
    crosses the date line. `parts` is in how many separate units a group may sleep: each offer then
    has to take its share.
    """

    today: date
    text: str = ""
    language: str = "fr"  # of whoever reads
    near: tuple[Near, ...] = ()
    inside: tuple[Box, ...] = ()
    dates: tuple[Starts, ...] = ()
    adults: int | None = None
    children: int = 0
    parts: int = 1
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    order: Order = Order.FIT
    after: Position | None = None
    size: int = PAGE_SIZE

    @property
    def party(self) -> int | None:
        return None if self.adults is None else self.adults + self.children

    @property
    def share(self) -> int:
        """How many people one unit has to take; one where nobody said."""
        return -(-(self.party or 1) // self.parts)

    @property
    def draw(self) -> int:
        """Which of the drawn orders is today's."""
        return self.today.toordinal() % DRAWS

    @property
    def has_stays_first(self) -> bool:
        """Whoever names nights, or only how many come, looks for a bed before anything else."""
        fits_best = self.order == Order.FIT or (self.order == Order.DISTANCE and not self.near)
        return fits_best and (bool(self.dates) or self.asks_who_takes_them)

    @property
    def asks_who_takes_them(self) -> bool:
        kinds = self.chosen.get(Facet.KIND, frozenset())
        return asks_who_takes(self.party, text=self.text, kinds=kinds)

    @property
    def new_since(self) -> date:
        return self.today - timedelta(days=NEW_FOR)

    def of(self, facet: Facet) -> frozenset[str]:
        """What this facet is narrowed by.

        How many come is no question to a product or a tip: they answer to words, or to their kind.
        """
        if facet == Facet.KIND and self.asks_who_takes_them:
            return HOSTS
        return self.chosen.get(facet, frozenset())
