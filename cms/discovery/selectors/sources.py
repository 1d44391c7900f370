"""Where finds come from: public rows alone, a few of each kind, in an order that weighs nobody."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import F, Q, QuerySet, Value, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import get_language

from cms.discovery.choices import Noun
from cms.discovery.selectors.related_items import RelatedItem
from cms.pages.models import DestinationPage
from core.values.geo import Point
from hosting.communities.models.communities import Community
from hosting.offers.models.offers import Offer, OfferQuerySet
from travel_stories.itineraries.models.editions import EditionStage, ItineraryEdition
from travel_stories.stories.models.listings import StoryListing

FEW: Final = 6  # of a kind
NEWEST: Final = (F("first_published_at").desc(nulls_last=True), F("pk").desc())
WHERE: Final = ("north", "east")  # of steps with points
SPREAD: Final = 60  # rows that may tell of the same few


def few_offers(offers: OfferQuerySet, *order: Any) -> list[RelatedItem]:
    """Of each kind the first few in this order: many stays leave room for one tip. One read."""
    turn = Window(RowNumber(), partition_by=F("kind"), order_by=order)
    few = offers.annotate(turn=turn).filter(turn__lte=FEW).order_by("turn", "kind")
    rows = few.values_list("pk", "kind", "place__latitude", "place__longitude")
    return [RelatedItem(Noun.OFFER, pk, kind, point=_point(*where)) for pk, kind, *where in rows]


def newest_stories(asked: Q) -> list[RelatedItem]:
    """One read."""
    listings = StoryListing.objects.filter(asked).distinct().newest()
    keys = listings.values_list("story", flat=True)[:FEW]
    return [RelatedItem(Noun.STORY, key, Noun.STORY) for key in keys]


def newest_itineraries(asked: Q) -> list[RelatedItem]:
    """One read."""
    editions = ItineraryEdition.objects.public().filter(asked).distinct().newest()
    keys = editions.values_list("itinerary", flat=True)[:FEW]
    return [RelatedItem(Noun.ITINERARY, key, Noun.ITINERARY) for key in keys]


def stages_with_points() -> QuerySet[EditionStage]:
    """Steps of public itineraries where everybody may know them: `north`, `east` and `town`.

    Where nothing is offered any more, nobody is led.
    """
    offered = Q(offer=None) | Q(offer__in=Offer.objects.public())
    stages = EditionStage.objects.filter(offered, edition__in=ItineraryEdition.objects.public())
    return stages.annotate(
        north=Coalesce("offer__place__latitude", "locality__latitude"),
        east=Coalesce("offer__place__longitude", "locality__longitude"),
        town=Coalesce("offer__place__locality__name", "locality__name", Value("")),
    ).filter(north__isnull=False)


def few_communities(asked: Q, *order: Any) -> list[RelatedItem]:
    """One read."""
    found = Community.objects.public().filter(asked).order_by(*(order or ("name", "pk")))
    rows = found.values_list("pk", "locality__latitude", "locality__longitude")
    return [
        RelatedItem(Noun.COMMUNITY, pk, Noun.COMMUNITY, point=_point(*where))
        for pk, *where in rows[:FEW]
    ]


def few_places(asked: Q, *order: Any) -> list[RelatedItem]:
    """Destinations in the language of the page, by a community that tells them. One read."""
    destinations = DestinationPage.communities.through.objects.filter(
        asked,
        community__in=Community.objects.public(),
        destinationpage__live=True,
        destinationpage__locale__language_code=get_language(),
    ).order_by(*order, "destinationpage__path", "pk")
    centre = ("community__locality__latitude", "community__locality__longitude")
    found: dict[int, RelatedItem] = {}
    for key, *where in destinations.values_list("destinationpage", *centre)[:SPREAD]:
        found.setdefault(key, RelatedItem(Noun.PLACE, key, Noun.PLACE, point=_point(*where)))
    return list(found.values())[:FEW]


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else Point(latitude, longitude)
