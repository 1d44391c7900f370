"""Where the offers of a page lie: a letter for each card, and everything else in numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import Final

from django.db.models import Avg, Count, F
from django.db.models.functions import Round

from cms.blocks.selectors.cached_aggregates import are_all_visible, cached_aggregate
from commons.geography.selectors.land import land_address
from core.values.geo import Box, Point
from hosting.offers.models.offers import OfferQuerySet
from hosting.public_pages.presenters.cards import OfferCard, cards_by_key
from hosting.public_pages.presenters.maps import WIDTH, PlaceMap, box_around, drawing_of
from search.query.addresses import MAP, search_url
from search.query.criteria import MapBounds, SearchCriteria
from search.results.presenters.maps import label_of_many, on_map
from ui.maps import Frame, Spot, gather

CARDS: Final = 6  # a letter each
APART: Final = 96  # units of the drawing between two numbers
BESIDE: Final = 38  # units between a number and a letter, so that both can be read
CELLS: Final = 50  # a degree: what lies within two kilometres is counted by the database


@dataclass(frozen=True, slots=True)
class OffersMap:
    """What `blocks/parts/offers_map.html` shows; the list and the moving map ask the same."""

    place: PlaceMap
    list_url: str
    src: str


@dataclass(frozen=True, slots=True)
class OffersShown:
    """The newest as cards, where all of them lie, and how many there are."""

    cards: dict[int, OfferCard]
    map: OffersMap | None
    total: int
    url: str


def show_offers(
    offers: OfferQuerySet, criteria: SearchCriteria, *, most: int = CARDS
) -> OffersShown:
    """`wishes` ask the list for these same offers, so their address names what is remembered."""
    shown = cached_aggregate(
        f"{search_url(criteria)} {most}", lambda: _gather(offers, criteria, most)
    )
    return shown if are_all_visible(shown.cards, offers) else _gather(offers, criteria, most)


def _gather(offers: OfferQuerySet, criteria: SearchCriteria, most: int) -> OffersShown:
    newest = offers.order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    cards = cards_by_key(newest.values_list("pk", flat=True)[:most], among=offers)
    letters = dict(zip(cards, ascii_uppercase, strict=False))
    return OffersShown(
        cards={pk: replace(card, letter=letters[pk]) for pk, card in cards.items()},
        map=map_of_offers(offers, letters, criteria),
        total=offers.count(),
        url=search_url(criteria),
    )


def map_of_offers(
    offers: OfferQuerySet, letters: Mapping[int, str], criteria: SearchCriteria
) -> OffersMap | None:
    """None where no offer has a place."""
    shown = on_map(letters)
    spots = tuple(one.spot(letters[pk]) for pk, one in shown.items())
    others = _counted(offers.exclude(pk__in=shown))
    points = [spot.point for spot in (*spots, *others)]
    if not points:
        return None
    box = box_around(points)
    # As far as a number gathers: each leads to the list of its part of the map.
    high = (box.north - box.south) * APART / Frame(box, WIDTH).height
    wide = (box.east - box.west) * APART / WIDTH
    numbers = []
    for spot in gather(others, box=box, width=WIDTH, apart=APART):
        part = MapBounds(
            west=spot.point.longitude - wide,
            south=spot.point.latitude - high,
            east=spot.point.longitude + wide,
            north=spot.point.latitude + high,
        )
        url = search_url(replace(criteria, part=part))
        number = replace(spot, label=label_of_many(spot.count), url=url)
        numbers.append(_beside(spots, number, box))
    drawing = drawing_of(box, (*numbers, *spots))
    place = PlaceMap(drawing, spots, land_address(box))
    return OffersMap(place, search_url(criteria), search_url(criteria, name=MAP))


def _counted(offers: OfferQuerySet) -> list[Spot]:
    """Neighbours as one, in the middle of them. One read of as many rows as a sheet has room."""
    cells = (
        offers.filter(place__isnull=False)
        .order_by()
        .annotate(
            row=Round(F("place__latitude") * CELLS), column=Round(F("place__longitude") * CELLS)
        )
        .values("row", "column")
        .annotate(
            latitude=Avg("place__latitude"), longitude=Avg("place__longitude"), count=Count("pk")
        )
    )
    found = cells.values_list("latitude", "longitude", "count")
    return [Spot(Point(north, east), "", "", count=count) for north, east, count in found]


def _beside(letters: Iterable[Spot], number: Spot, box: Box) -> Spot:
    """A number is of many places, so it may step aside for a letter, which is of one."""
    frame = Frame(box, WIDTH)
    x, y = frame.place(number.point)
    for letter in letters:
        left, top = frame.place(letter.point)
        away = math.dist((x, y), (left, top))
        if away < BESIDE:
            x = round(left + (x - left) / away * BESIDE) if away else left + BESIDE
            y = round(top + (y - top) / away * BESIDE) if away else top
    return replace(number, point=frame.point(x, y))
