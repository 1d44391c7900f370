"""Stories as cards on the pages of others."""

from __future__ import annotations

from travel_stories.stories.models.listings import StoryListing
from travel_stories.stories.presenters.lists import story_cards
from ui.cards import Card, register_card


def story_card(public_id: str) -> Card | None:
    """As lists show it."""
    shown = story_cards(StoryListing.objects.filter(story__public_id=public_id))
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


register_card("story", page="travel_stories:story-detail", finder=story_card)
