"""Where finds come from: public rows alone, a few of each kind, in an order that weighs nobody."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import get_language

from cms.enums import Noun
from cms.models import DestinationPage
from cms.queries.wandering.finds import Find
from core.geo import Point
from hosting.models import Community
from hosting.models.offers import OfferQuerySet
from travel_stories.models import Shelf

FEW: Final = 6  # of a kind
NEWEST: Final = (F("first_published_at").desc(nulls_last=True), F("pk").desc())
SPREAD: Final = 60  # rows that may tell of the same few


def few_offers(offers: OfferQuerySet, *order: Any) -> list[Find]:
    """Of each kind the first few in this order: many stays leave room for one tip. One read."""
    turn = Window(RowNumber(), partition_by=F("kind"), order_by=order)
    few = offers.annotate(turn=turn).filter(turn__lte=FEW).order_by("turn", "kind")
    where = ("place__latitude", "place__longitude", "place__locality__name")
    return [
        Find(Noun.OFFER, pk, kind, point=_point(*point), place=place or "")
        for pk, kind, *point, place in few.values_list("pk", "kind", *where)
    ]


def newest_stories(asked: Q) -> list[Find]:
    """One read."""
    shelves = Shelf.objects.filter(asked).distinct().newest()
    keys = shelves.values_list("story", flat=True)[:FEW]
    return [Find(Noun.STORY, key, Noun.STORY) for key in keys]


def few_communities(asked: Q, *order: Any) -> list[Find]:
    """One read."""
    where = ("locality__latitude", "locality__longitude", "locality__name")
    rows = Community.objects.public().filter(asked).order_by(*(order or ("name", "pk")))
    return [
        Find(Noun.COMMUNITY, pk, Noun.COMMUNITY, point=_point(*point), place=place)
        for pk, *point, place in rows.values_list("pk", *where)[:FEW]
    ]


def few_places(asked: Q, *order: Any) -> list[Find]:
    """Destinations in the language of the page, by a community that tells them. One read."""
    told = DestinationPage.communities.through.objects.filter(
        asked, destinationpage__live=True, destinationpage__locale__language_code=get_language()
    ).order_by(*order, "destinationpage__path", "pk")
    centre = "community__locality__"
    rows = told.values_list(
        "destinationpage", f"{centre}latitude", f"{centre}longitude", f"{centre}name"
    )
    found: dict[int, Find] = {}
    for key, *point, place in rows[:SPREAD]:
        found.setdefault(key, Find(Noun.PLACE, key, Noun.PLACE, "", _point(*point), place))
    return list(found.values())[:FEW]


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else Point(latitude, longitude)
