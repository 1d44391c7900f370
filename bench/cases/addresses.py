"""Pages that are only read, each with some addresses: the fullest first, then more of its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from django.db.models import Count
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.pages.models import DestinationPage, HomePage, ThemePage
from hosting.communities.models.communities import Community
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.itineraries.states import ItineraryState
from travel_stories.stories.models.stories import Story

OFFERS: Final = 40
COMMUNITIES: Final = 12
ASKED: Final = ("", "?q=vin", "?q=calme", "?kind=stay", "?kind=activity", "?kind=tip&q=jardin")

type Addresses = list[str]


def pages_to_read() -> dict[str, Addresses]:
    """In French, as most visitors come."""
    with translation.override("fr"):
        return {name: found for name, find in FINDERS.items() if (found := find())}


def _destinations() -> Addresses:
    """Where most is offered comes first."""
    found = [
        (Offer.objects.public().filter(community__in=list(one.communities.all())).count(), one.url)
        for one in _of(DestinationPage)
    ]
    return [url for _count, url in sorted(found, reverse=True)]


def _offers() -> Addresses:
    """The stay with most photographs, then some of every kind."""
    public = Offer.objects.public().annotate(seen=Count("photos")).order_by("-seen", "pk")
    first = public.filter(kind=OfferKind.STAY)[:1]
    others = [one for kind in OfferKind for one in public.filter(kind=kind)[: OFFERS // 4]]
    return [one.get_absolute_url() for one in (*first, *others)]


def _communities() -> Addresses:
    """The largest first; some of them tell enough."""
    offers = Counter(Offer.objects.public().values_list("community", flat=True))
    largest = sorted(Community.objects.public(), key=lambda one: -offers[one.pk])
    return [one.get_absolute_url() for one in largest[:COMMUNITIES]]


def _itineraries() -> Addresses:
    """The longest first."""
    public = Itinerary.objects.filter(state=ItineraryState.PUBLISHED)
    longest = public.annotate(long=Count("stages")).order_by("-long", "pk")
    return [one.get_absolute_url() for one in longest]


def _of[Kind: Page](kind: type[Kind]) -> list[Kind]:
    return list(kind.objects.live().filter(locale__language_code="fr").order_by("pk"))


FINDERS: Final[Mapping[str, Callable[[], Addresses]]] = {
    "home": lambda: [_of(HomePage)[0].url],
    "destination": _destinations,
    "list": lambda: [reverse("search:offer-list") + question for question in ASKED],
    "offer": _offers,
    "itinerary": _itineraries,
    "community": _communities,
    "stories": lambda: [reverse("travel_stories:story-list")],
    "story": lambda: [
        one.get_absolute_url() for one in Story.objects.filter(listing__isnull=False).order_by("pk")
    ],
    "theme": lambda: [one.url for one in _of(ThemePage)],
}
