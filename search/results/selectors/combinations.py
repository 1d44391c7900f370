"""A party that no single house takes: neighbours of one community who take it together.

Free nights are read from the database, not from an index: what is offered here can be asked.
A request takes one unit, so that a stay counts with its largest free one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import combinations
from operator import or_
from typing import Final

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from core.ids import url_slug
from core.values.dates import DateRange
from core.values.geo import Point
from hosting.calendars.selectors.availability import free_units
from hosting.offers.models.offers import OfferQuerySet
from hosting.offers.models.stays import Stay, Unit
from search.query.criteria import SearchCriteria

APART: Final = 5_000.0  # metres between two of them
MOST_STAYS: Final = 3
MOST_TRIED: Final = 24  # largest stays of a community
MOST_SHOWN: Final = 3
GROUP: Final = 5  # people: fewer find a house of their own
HARDLY_ANY: Final = 3  # stays that take the whole party: then nobody needs to part


@dataclass(frozen=True, slots=True)
class Share:
    """A stay of a combination, how many of the party it takes, and where they can be asked for."""

    title: str
    url: str
    adults: int
    children: int


@dataclass(frozen=True, slots=True)
class Combination:
    """Stays of one community, close together, that take a whole party."""

    community: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class _House:
    """A stay as far as a group has to know it. `takes` is how many may come."""

    public_id: str
    title: str
    community: int
    community_name: str
    point: Point
    least: int
    takes: int


def combinations_for(criteria: SearchCriteria, *, today: date) -> tuple[Combination, ...]:
    """For exact nights and a party that is known; one for each community, the closest first."""
    dates, party = criteria.dates, criteria.party
    if dates is None or not criteria.adults or not party or party < GROUP:
        return ()
    houses: dict[int, list[_House]] = defaultdict(list)
    for house in _free_houses(criteria, dates, today):
        houses[house.community].append(house)
    found = [best for theirs in houses.values() if (best := _closest(theirs, criteria))]
    combined = []
    for group in sorted(found, key=_spread)[:MOST_SHOWN]:
        split = _shares(group, adults=criteria.adults, children=criteria.children)
        shares = []
        for house, (adults, children) in zip(group, split, strict=True):
            asked = {"check_in": dates.check_in, "check_out": dates.check_out, "adults": adults}
            address = url_slug(house.title, house.public_id)
            query = asked | {"children": children}
            url = reverse("hosting:request-ask", args=[address], query=query)
            shares.append(Share(house.title, url, adults, children))
        combined.append(Combination(group[0].community_name, tuple(shares)))
    return tuple(combined)


def _free_houses(criteria: SearchCriteria, dates: DateRange, today: date) -> Iterable[_House]:
    """The largest first. One read, which a place or a part of the map keeps small."""
    months = {night.month for night in dates.nights}
    # With `sleeps`, how many their largest free unit does.
    of_stay = Unit.objects.filter(stay=OuterRef("pk"))
    units = free_units(of_stay, dates).order_by("-sleeps")
    stays: OfferQuerySet = Stay.objects.public().filter(place__isnull=False)
    # Around the wished places, and in the part of the map: a stay lies in one box of each.
    around = [near.box() for near in criteria.around]
    for boxes in (around, criteria.part.boxes if criteria.part else ()):
        in_one = [
            Q(
                place__latitude__range=(box.south, box.north),
                place__longitude__range=(box.west, box.east),
            )
            for box in boxes
        ]
        if in_one:
            stays = stays.filter(reduce(or_, in_one))
    stays = stays.annotate(sleeps=Subquery(units.values("sleeps")[:1])).filter(sleeps__gt=0)
    for stay in stays.select_related("place", "community").order_by("-sleeps", "pk"):
        longest = stay.max_nights or len(dates)
        fits = stay.min_nights <= len(dates) <= longest
        fits = fits and (dates.check_in - today).days >= stay.notice_days
        if fits and all(stay.is_in_season(month) for month in months):
            if stay.place is None:
                raise ValueError("A group is only offered stays that have a place.")
            house = _House(
                public_id=stay.public_id,
                title=stay.title,
                community=stay.community_id,
                community_name=stay.community.name,
                point=Point(stay.place.latitude, stay.place.longitude),
                least=stay.party_min,
                takes=min(
                    getattr(stay, "sleeps", 0), stay.party_max or settings.HOSTING_PARTY_LIMIT
                ),
            )
            places = criteria.around
            is_near_one = not places or any(
                house.point.distance_to(near.point) <= near.km * 1_000 for near in places
            )
            if is_near_one:
                yield house


def _closest(houses: Sequence[_House], criteria: SearchCriteria) -> tuple[_House, ...] | None:
    """As few as can be, and of those the ones that lie closest together."""
    tried, party = houses[:MOST_TRIED], criteria.party or 0
    for count in range(2, min(MOST_STAYS, criteria.adults or 1) + 1):
        fitting = [
            group
            for group in combinations(tried, count)
            if sum(one.least for one in group) <= party <= sum(one.takes for one in group)
            and _spread(group) <= APART
        ]
        if fitting:
            return min(fitting, key=_spread)
    return None


def _spread(group: Sequence[_House]) -> float:
    """Metres between the two that lie farthest apart."""
    pairs = combinations(group, 2)
    return max(one.point.distance_to(other.point) for one, other in pairs)


def _shares(group: Sequence[_House], *, adults: int, children: int) -> list[tuple[int, int]]:
    """At least as many everywhere as a host wants, the rest where there is room; no child alone."""
    sizes = [house.least for house in group]
    left = adults + children - sum(sizes)
    for at, house in enumerate(group):
        more = min(left, house.takes - sizes[at])
        sizes[at] += more
        left -= more
    grown = [1] * len(group)
    adults -= len(group)
    for at, size in enumerate(sizes):
        more = min(adults, size - 1)
        grown[at] += more
        adults -= more
    return [(up, size - up) for up, size in zip(grown, sizes, strict=True)]
