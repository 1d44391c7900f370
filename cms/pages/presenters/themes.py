"""Offers, stories and destinations that share a theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.blocks.presenters.maps import OffersShown, show_offers
from cms.blocks.presenters.pictures import picture_of
from cms.blocks.selectors.dynamic_blocks import Asked
from cms.pages.choices import BrowseBy
from cms.pages.models import ThemePage
from cms.pages.presenters.browse_links import entry_link
from core.values.pictures import Picture
from hosting.communities.models.terms import Interest
from travel_stories.stories.models.listings import StoryListing
from travel_stories.stories.presenters.lists import StoryCard, story_cards
from ui.navigation import Link

STORIES = 3


@dataclass(frozen=True, slots=True)
class Themed:
    """What a theme gathers; without an interest it only tells."""

    picture: Picture | None
    shown: OffersShown | None
    stories: list[StoryCard]
    onward: tuple[Link, ...]


def themed_in(theme: ThemePage) -> Themed:
    """Offers and stories of any of its interests."""
    picture, interests = picture_of(theme.photo), tuple(theme.interests.all())
    if not interests:
        return Themed(picture, None, [], _onward(()))
    asked = Asked(interests=interests)
    listings = StoryListing.objects.filter(themes__in=interests).distinct().newest()
    shown = show_offers(asked.offers(), asked.criteria)
    return Themed(picture, shown, story_cards(listings[:STORIES]), _onward(interests))


def _onward(interests: Iterable[Interest]) -> tuple[Link, ...]:
    """A theme has no place to stand on: its interests lead on, and the other ways in."""
    entries = [entry_link(one.name, BrowseBy.INTEREST, one.slug) for one in interests]
    stories = reverse("travel_stories:story-list")
    return (*entries, Link(_("All ways to explore stories"), f"{stories}#ways-in"))
