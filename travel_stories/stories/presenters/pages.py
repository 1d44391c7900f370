"""Everything that the page of a story shows. The number of reads doesn't grow with the story."""

from __future__ import annotations

from dataclasses import dataclass

from hosting.offers.models.offers import Offer
from hosting.public_pages.presenters.cards import OfferCard, cards_by_key
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.models.links import StoryLink
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.rendered_stories import RenderedStory, render_public_story
from travel_stories.stories.selectors.roads import (
    NeighbourStory,
    StoryRoad,
    offers_along,
    onward_from,
    road_of,
)


@dataclass(frozen=True, slots=True)
class StoryPage:
    """`met` are the offers that the story tells of, by key; `along` others near its road."""

    rendered_story: RenderedStory
    road: StoryRoad
    met: dict[int, OfferCard]
    along: list[OfferCard]
    before: NeighbourStory | None
    after: NeighbourStory | None
    link: StoryLink | None = None  # by which a draft was opened

    @property
    def first_text(self) -> str:
        """The block that opens with an initial, whatever stands before it."""
        texts = (part.id for part in self.rendered_story.parts if part.kind == BlockKind.TEXT)
        return next(texts, "")


def find_public(public_id: str) -> Story | None:
    """With its edition. One read."""
    stories = Story.objects.public().filter(public_id=public_id)
    return stories.select_related("edition").first()


def public_page(story: Story) -> StoryPage | None:
    """What everybody reads today; nothing, once the story was withdrawn."""
    rendered_story = render_public_story(story)
    return None if rendered_story is None else page_of(rendered_story)


def page_of(rendered_story: RenderedStory, *, link: StoryLink | None = None) -> StoryPage:
    """Around a telling: its road, the offers along it, and where the road goes on."""
    road = road_of(rendered_story)
    offer_ids = [part.offer.pk for part in rendered_story.parts if part.offer]
    near = offers_along([stop.point for stop in road.stops], exclude=offer_ids)
    cards = cards_by_key([*offer_ids, *near], among=Offer.objects.public())
    before, after = onward_from(rendered_story.story, road.stops)
    return StoryPage(
        rendered_story=rendered_story,
        road=road,
        met={pk: card for pk, card in cards.items() if pk in offer_ids},
        along=[cards[pk] for pk in near if pk in cards],
        before=before,
        after=after,
        link=link,
    )
