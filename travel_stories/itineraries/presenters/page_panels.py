"""Itineraries on the pages of others: as cards elsewhere, beside an offer, on a desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel, Rows, WaitingItem, register_on_desk
from commons.notifications.selectors import register_subjects
from core.text.formatting import format_day
from hosting.communities.models.communities import Community
from hosting.communities.selectors.coordinators import coordinated_communities
from hosting.coordination.presenters.community_checklist import register_place_content
from hosting.offers.models.offers import Offer
from hosting.public_pages.presenters.page_extensions import (
    register_community_panels,
    register_offer_panels,
)
from travel_stories.collaboration.presenters import SubmittedDraft
from travel_stories.itineraries.models.editions import EditionStage, ItineraryEdition
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.itineraries.models.reviewers import itineraries_reviewable_by
from travel_stories.itineraries.presenters.lists import (
    itineraries_of_communities,
    itineraries_through,
    itinerary_cards,
)
from travel_stories.itineraries.states import ItineraryState
from travel_stories.stories.models.reviewers import as_reviewer_of_all
from travel_stories.stories.presenters.lists import StoryCard
from ui.cards import Card, register_card

SHOWN = 5


def itinerary_card(public_id: str) -> Card | None:
    """As lists show it."""
    found = ItineraryEdition.objects.public().filter(itinerary__public_id=public_id)
    shown = itinerary_cards(found)
    if not shown:
        return None
    (card,) = shown
    return Card(
        title=card.title,
        url=card.url,
        line=card.kicker,
        words=card.words,
        lang=card.lang,
        author=card.line,
        picture=card.picture,
    )


def beside_offer(offer: Offer) -> Iterable[Panel]:
    """Nothing is read of an offer that no itinerary leads to."""
    if getattr(offer, "is_on_an_itinerary", False):
        yield _panel(itineraries_through(Offer.objects.filter(pk=offer.pk)))


def beside_community(community: Community) -> Iterable[Panel]:
    marks = ("is_on_an_itinerary", "composes_itineraries")
    if any(getattr(community, mark, False) for mark in marks):
        yield _panel(itineraries_of_communities([community]))


def _panel(cards: list[StoryCard]) -> Panel:
    return Panel(
        title=_("Itineraries that pass through here"),
        template="stories/parts/beside_offer.html",
        rows=cards,
        url=reverse("travel_stories:itinerary-list"),
        more=_("All itineraries"),
    )


def on_desk(person: User) -> Iterable[Panel]:
    """What waits for whoever reads."""
    if waiting := itineraries_waiting_for(person)[:SHOWN]:
        yield Panel(
            title=_("Itineraries to review"),
            items=[
                WaitingItem(
                    title=draft.title,
                    url=draft.url,
                    action=_("Review"),
                    text=_("Itinerary to review, submitted on %(day)s")
                    % {"day": format_day(draft.submitted_at)},
                    icon="route",
                )
                for draft in waiting
            ],
            waiting=len(waiting),
            url=reverse("travel_stories:itinerary-readings"),
            more=_("Go to the review list"),
        )


def itineraries_waiting_for(person: User) -> list[SubmittedDraft]:
    """The longest waiting first."""
    return [
        SubmittedDraft(
            itinerary.title,
            reverse("travel_stories:itinerary-reading", args=[itinerary.public_id]),
            itinerary.state_since,
        )
        for itinerary in _to_read(person).order_by("state_since")
    ]


def waiting_rows(person: User) -> Rows:
    return (_to_read(person),)


def _to_read(person: User) -> QuerySet[Itinerary]:
    return itineraries_reviewable_by(person).filter(state=ItineraryState.SUBMITTED)


PUBLIC = ItineraryEdition.objects.public().values("pk")
STEPS = EditionStage.objects.filter(edition__in=PUBLIC)
register_offer_panels(beside_offer, is_on_an_itinerary=Exists(STEPS.filter(offer=OuterRef("pk"))))
register_community_panels(
    beside_community,
    is_on_an_itinerary=Exists(STEPS.filter(offer__community=OuterRef("pk"))),
    composes_itineraries=Exists(PUBLIC.filter(itinerary__community=OuterRef("pk"))),
)
register_place_content(
    has_itineraries=Exists(PUBLIC.filter(itinerary__community=OuterRef("pk")).order_by())
)
register_card("itinerary", page="travel_stories:itinerary-detail", finder=itinerary_card)
register_on_desk(
    on_desk, waits=waiting_rows, only_for=[coordinated_communities, as_reviewer_of_all]
)
register_subjects(Itinerary.objects.all())
