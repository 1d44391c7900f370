"""What somebody wishes, as a page says it: it has an address, and becomes a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from core.values.dates import DateRange
from core.values.geo import Box
from hosting.offers.choices.lists import Facet, OfferKind
from search.query.offer_query import (
    PAGE_SIZE,
    Near,
    OfferQuery,
    Position,
    Starts,
    asks_who_takes,
    names_nothing,
)
from search.query.query_parser import ParsedPart, ParsedQuery
from search.query.states import Order

AROUND_KM: Final = (5, 10, 20, 40, 80)
USUAL_KM: Final = 20
MOST_KM: Final = 200
FLEXIBLE_DAYS: Final = (1, 2, 3, 7)
MOST_PARTS: Final = 5
FRIDAY, WEEKEND = 4, 2  # a day of the week, and how many nights
WHOLE_EARTH: Final = 180.0
ALL_KINDS: Final = frozenset(OfferKind.values)


@dataclass(frozen=True, slots=True)
class Nights:
    """From this day to that one, or so many days earlier or later."""

    dates: DateRange
    flexible: int = 0

    def starts(self, today: date) -> tuple[Starts, ...]:
        give = timedelta(days=self.flexible)
        first = max(today, self.dates.check_in - give)
        return (Starts(first, self.dates.check_in + give, len(self.dates)),)


@dataclass(frozen=True, slots=True)
class NightsWithin:
    """So many nights in a row, somewhere between two days."""

    dates: DateRange
    nights: int

    def starts(self, today: date) -> tuple[Starts, ...]:
        last = self.dates.check_out - timedelta(days=self.nights)
        return (Starts(self.dates.check_in, last, self.nights),)


@dataclass(frozen=True, slots=True)
class Weekend:
    """From a Friday to its Sunday, whichever of this month. `month` is its first day."""

    month: date

    def starts(self, today: date) -> tuple[Starts, ...]:
        return tuple(Starts(day, day, WEEKEND) for day in self.fridays(today))

    def fridays(self, today: date) -> list[date]:
        days = (self.month + timedelta(days=number) for number in range(31))
        same = (day for day in days if day.month == self.month.month)
        return [day for day in same if day.weekday() == FRIDAY and day >= today]


def places_in_words(places: Iterable[Near]) -> str:
    """`Tours, Blois or Loches`; empty for a point of the map, which has no name."""
    *others, last = [near.name for near in places] or [""]
    if not others:
        return last
    return _("%(places)s or %(last)s") % {"places": ", ".join(others), "last": last}


type When = Nights | NightsWithin | Weekend


@dataclass(frozen=True, slots=True)
class MapBounds:
    """A part of the map, as somebody moved it there. West of it may lie east of the date line."""

    west: float
    south: float
    east: float
    north: float

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Two where it crosses the date line."""
        if self.west <= self.east:
            return (Box(south=self.south, west=self.west, north=self.north, east=self.east),)
        return (
            Box(south=self.south, west=self.west, north=self.north, east=WHOLE_EARTH),
            Box(south=self.south, west=-WHOLE_EARTH, north=self.north, east=self.east),
        )


@dataclass(frozen=True, slots=True)
class SearchCriteria:
    """Everything is optional. `text` is what somebody typed, `heard` what of it is certain, and
    `left` are the phrases that shall be words and nothing else. `km` was chosen for places of the
    text, which have a distance of their own otherwise.
    """

    text: str = ""
    left: tuple[str, ...] = ()
    heard: ParsedQuery | None = field(default=None, compare=False)
    near: Near | None = None
    km: int | None = None
    part: MapBounds | None = None
    when: When | None = None
    adults: int | None = None
    children: int = 0
    parts: int = 1
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    order: Order = Order.FIT

    @property
    def taken(self) -> tuple[ParsedPart, ...]:
        return self.heard.taken if self.heard else ()

    @property
    def words(self) -> str:
        """What is searched by words."""
        return self.heard.text if self.heard else self.text

    @property
    def around(self) -> tuple[Near, ...]:
        """The place that was chosen, else those of the text."""
        if self.near:
            return (self.near,)
        heard = self.heard.near if self.heard else ()
        return tuple(replace(near, km=self.km or near.km) for near in heard)

    @property
    def where(self) -> str:
        """The names of the places; empty for a point of the map, and where none is wished."""
        return places_in_words(self.around)

    @property
    def people(self) -> tuple[int | None, int]:
        """Adults and children, whether they were chosen or stand in the text."""
        if self.adults is None and self.heard:
            return self.heard.adults, self.heard.children
        return self.adults, self.children

    @property
    def asks_who_takes_them(self) -> bool:
        """Whether nothing but how many come says what they look for."""
        adults, children = self.people
        party = None if adults is None else adults + children
        return asks_who_takes(party, text=self.words, kinds=self.kinds)

    @property
    def kinds(self) -> frozenset[str]:
        """Those that were chosen or stand in the text; empty where any kind will do."""
        heard = self.heard.chosen.get(Facet.KIND, frozenset()) if self.heard else frozenset()
        return self.of(Facet.KIND) | heard

    @property
    def names_nights_alone(self) -> bool:
        """Whether they say when they sleep somewhere, and nothing of what they look for."""
        return bool(self.when) and names_nothing(text=self.words, kinds=self.kinds)

    def of_kinds(self, kinds: frozenset[str]) -> SearchCriteria:
        """The same wishes, for these kinds; for any kind where none is named."""
        chosen = {**self.chosen, Facet.KIND: kinds}
        if not kinds:
            del chosen[Facet.KIND]
        return replace(self, chosen=chosen)

    def of_any_kind(self) -> SearchCriteria:
        """Every kind, said in full where nights alone would mean stays."""
        anything = self.of_kinds(frozenset())
        return anything.of_kinds(ALL_KINDS) if anything.names_nights_alone else anything

    def for_browsing(self) -> SearchCriteria:
        """As a page shows them first: nights alone mean stays."""
        return self.of_kinds(frozenset({OfferKind.STAY})) if self.names_nights_alone else self

    @property
    def has_stays_first(self) -> bool:
        """As in an engine's order."""
        fits_best = self.order == Order.FIT or (self.order == Order.DISTANCE and not self.around)
        return fits_best and (bool(self.when) or self.asks_who_takes_them)

    @property
    def party(self) -> int | None:
        return None if self.adults is None else self.adults + self.children

    @property
    def dates(self) -> DateRange | None:
        """Where they are certain: then an offer can be asked for them."""
        return self.when.dates if isinstance(self.when, Nights) and not self.when.flexible else None

    @property
    def days(self) -> DateRange | None:
        """All days that may be meant, where they hang together."""
        if isinstance(self.when, Nights):
            give = timedelta(days=self.when.flexible)
            return DateRange(self.when.dates.check_in - give, self.when.dates.check_out + give)
        return self.when.dates if isinstance(self.when, NightsWithin) else None

    @property
    def nights(self) -> int | None:
        if isinstance(self.when, Nights):
            return len(self.when.dates)
        if isinstance(self.when, NightsWithin):
            return self.when.nights
        return WEEKEND if self.when else None

    @property
    def asked(self) -> dict[str, Any]:
        """What the page of an offer need not ask once more: when, and how many."""
        days = (
            {"check_in": self.dates.check_in, "check_out": self.dates.check_out}
            if self.dates
            else {}
        )
        adults, children = self.people
        people = {"adults": adults, "children": children} if adults and self.parts == 1 else {}
        return {**days, **people}

    @property
    def asked_in_address(self) -> str:
        """Behind the address of an offer; empty where nothing was said."""
        return f"?{urlencode(self.asked)}" if self.asked else ""

    def of(self, facet: Facet) -> frozenset[str]:
        return self.chosen.get(facet, frozenset())

    def question(
        self,
        *,
        today: date,
        language: str,
        after: Position | None = None,
        size: int = PAGE_SIZE,
    ) -> OfferQuery:
        """The same for an engine, which wants to know what day it is."""
        query = OfferQuery(
            today=today,
            text=self.text,
            language=language,
            near=self.around,
            inside=self.part.boxes if self.part else (),
            dates=self.when.starts(today) if self.when else (),
            adults=self.adults,
            children=self.children,
            parts=self.parts,
            chosen=self.chosen,
            order=self.order,
            after=after,
            size=size,
        )
        return self.heard.put_to(query) if self.heard else query

    def pairs(self) -> list[tuple[str, object]]:
        """As they stand in an address."""
        people = (("adults", self.adults), ("children", self.children))
        return [
            *([("q", self.text)] if self.text else []),
            *(("as_words", phrase) for phrase in self.left),
            *self._where(),
            *self._dates(),
            *((name, count) for name, count in people if count),
            *([("parts", self.parts)] if self.parts > 1 else []),
            *((facet.value, value) for facet in Facet for value in sorted(self.of(facet))),
            *([("order", self.order.value)] if self.order != Order.FIT else []),
        ]

    def _where(self) -> Iterable[tuple[str, object]]:
        if self.near:
            point = self.near.point
            at = ("at", f"{point.latitude},{point.longitude}")
            yield ("place", self.near.typed_name) if self.near.typed_name else at
            yield "km", self.near.km
        elif self.km:
            yield "km", self.km
        if part := self.part:
            yield "bbox", f"{part.west:g},{part.south:g},{part.east:g},{part.north:g}"

    def _dates(self) -> Iterable[tuple[str, object]]:
        if isinstance(self.when, Weekend):
            yield "weekend", f"{self.when.month:%Y-%m}"
        elif self.when:
            yield "check_in", self.when.dates.check_in
            yield "check_out", self.when.dates.check_out
        if isinstance(self.when, NightsWithin):
            yield "nights", self.when.nights
        elif isinstance(self.when, Nights) and self.when.flexible:
            yield "flexible", self.when.flexible
