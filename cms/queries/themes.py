"""What a theme shows of the house: offers, stories and places that share it."""

from __future__ import annotations

from dataclasses import dataclass

from cms.models import ThemePage
from cms.queries.living import Asked
from cms.queries.maps import OffersShown, show_offers
from cms.queries.pictures import picture_of
from core.pictures import Picture
from travel_stories.models import Shelf
from travel_stories.queries.story_lists import StoryCard, story_cards

STORIES = 3


@dataclass(frozen=True, slots=True)
class Themed:
    """What a theme gathers; without an interest it only tells."""

    picture: Picture | None
    shown: OffersShown | None
    stories: list[StoryCard]


def themed_in(theme: ThemePage) -> Themed:
    """Offers and stories of any of its interests."""
    picture, interests = picture_of(theme.photo), tuple(theme.interests.all())
    if not interests:
        return Themed(picture, None, [])
    asked = Asked(interests=interests)
    told = Shelf.objects.filter(themes__in=interests).distinct().newest()
    return Themed(picture, show_offers(asked.offers(), asked.wishes), story_cards(told[:STORIES]))
