"""The table on which hosts compose an itinerary: its days, and what may come next to its steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Q, Value, When

from commons.accounts.permissions import Visitor
from core.values.geo import Box, Point
from hosting.offers.models.offers import Offer
from hosting.public_pages.presenters.cards import OfferCard, cards_by_key
from travel_stories.itineraries.models.itineraries import Itinerary, Stage
from travel_stories.itineraries.presenters.pages import ItineraryPage, page_of_itinerary
from travel_stories.itineraries.selectors import Stop, render_itinerary_draft
from travel_stories.stories.models.listings import StoryListing
from travel_stories.stories.presenters.lists import StoryCard, cards_by_story
from travel_stories.trips.selectors.plans import Move

A_PAGE: Final = 12
NEIGHBOURS: Final = 60_000.0  # metres


@dataclass(frozen=True, slots=True)
class EditorStop:
    """A step where it stands, with the way up and the way down."""

    stop: Stop
    up: Move | None
    down: Move | None


@dataclass(frozen=True, slots=True)
class EditorDay:
    number: int
    stops: list[EditorStop]


@dataclass(frozen=True, slots=True)
class EditorPage:
    """`removed` can be brought back."""

    page: ItineraryPage
    days: list[EditorDay]
    removed: list[Stage]

    @property
    def itinerary(self) -> Itinerary:
        return self.page.rendered_itinerary.itinerary


@dataclass(frozen=True, slots=True)
class Choice:
    """What may become a step, each under its public id."""

    page: Page[Any]
    offers: list[tuple[str, OfferCard]]
    stories: list[tuple[str, StoryCard]]


def editor_page_of(itinerary: Itinerary) -> EditorPage:
    """Every day, also the empty ones. As many reads for thirty steps as for one."""
    rendered_itinerary = render_itinerary_draft(itinerary)
    days: dict[int, list[Stop]] = {number: [] for number in range(1, itinerary.days + 1)}
    for stop in rendered_itinerary.stops:
        days.setdefault(stop.stage.day, []).append(stop)
    removed = itinerary.stages.exclude(removed_at=None).select_related("offer", "story")
    return EditorPage(
        page=page_of_itinerary(rendered_itinerary),
        days=[EditorDay(number, _editor_stops(days, number)) for number in sorted(days)],
        removed=list(removed.order_by("-removed_at")),
    )


def composed_by(visitor: Visitor) -> list[Itinerary]:
    """Those of one's communities, the newest first."""
    mine = Itinerary.objects.written_by(visitor).select_related("community", "edition")
    return list(mine)


def offers_to_choose(itinerary: Itinerary, *, words: str, page: str | None) -> Choice:
    """Of its own community first, then of neighbours; with `words` from everywhere."""
    offers = Offer.objects.public()
    if words:
        offers = offers.filter(Q(title__icontains=words) | Q(community__name__icontains=words))
    else:
        box = Box.around(_here(itinerary), metres=NEIGHBOURS)
        near = Q(
            place__latitude__range=(box.south, box.north),
            place__longitude__range=(box.west, box.east),
        )
        offers = offers.filter(Q(community=itinerary.community_id) | near)
    own = Case(
        When(community=itinerary.community_id, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    ordered = offers.order_by(own, "title", "pk").values_list("pk", "public_id")
    here = Paginator(ordered, A_PAGE).get_page(page)
    ids = dict(here.object_list)
    cards = cards_by_key(ids, among=Offer.objects.public())
    return Choice(here, [(ids[pk], card) for pk, card in cards.items()], [])


def stories_to_choose(itinerary: Itinerary, *, words: str, page: str | None) -> Choice:
    """Told near its last step, or with these words in the title."""
    if words:
        listings = StoryListing.objects.filter(title__icontains=words)
    else:
        listings = StoryListing.objects.around(Box.around(_here(itinerary), metres=NEIGHBOURS))
    ordered = listings.newest().values_list("story", "story__public_id")
    here = Paginator(ordered, A_PAGE).get_page(page)
    ids = dict(here.object_list)
    cards = cards_by_story(list(ids))
    return Choice(here, [], [(ids[pk], cards[pk]) for pk in ids if pk in cards])


def _here(itinerary: Itinerary) -> Point:
    """Where its road ends so far, else where its community is."""
    steps = itinerary.stages.present().in_order().select_related("offer__place", "locality")
    points = [point for point in (step.point for step in steps) if point]
    return points[-1] if points else itinerary.community.point


def _editor_stops(days: dict[int, list[Stop]], number: int) -> list[EditorStop]:
    """The first step of a day goes up to the end of the day before, the last one down."""
    ids = [stop.id for stop in days[number]]
    above, below = days.get(number - 1), days.get(number + 1)
    stops = []
    for place, stop in enumerate(days[number]):
        up = (
            (None if above is None else Move((number - 1), above[-1].id if above else ""))
            if place == 0
            else _behind(number, ids, place - 2)
        )
        last = place + 1 == len(ids)
        down = (
            (None if below is None else Move(number + 1))
            if last
            else _behind(number, ids, place + 1)
        )
        stops.append(EditorStop(stop, up, down))
    return stops


def _behind(day: int, ids: Sequence[str], place: int) -> Move:
    return Move(day, ids[place] if place >= 0 else "")
