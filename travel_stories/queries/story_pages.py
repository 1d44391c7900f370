"""Everything that the page of a story shows. The number of reads doesn't grow with the story."""

from __future__ import annotations

from dataclasses import dataclass

from hosting.models import Offer
from hosting.queries.cards import OfferCard, cards_by_key
from travel_stories.models import Story, StoryLink
from travel_stories.queries.story_roads import Road, Step, offers_along, onward_from, road_of
from travel_stories.queries.tellings import Telling, public_telling


@dataclass(frozen=True, slots=True)
class StoryPage:
    """`met` are the offers that the story tells of, by key; `along` others near its road."""

    telling: Telling
    road: Road
    met: dict[int, OfferCard]
    along: list[OfferCard]
    before: Step | None
    after: Step | None
    link: StoryLink | None = None  # by which a draft was opened


def find_public(public_id: str) -> Story | None:
    """With its edition. One read."""
    stories = Story.objects.public().filter(public_id=public_id)
    return stories.select_related("edition").first()


def public_page(story: Story) -> StoryPage | None:
    """What everybody reads today; nothing, once the story was withdrawn."""
    telling = public_telling(story)
    return None if telling is None else page_of(telling)


def page_of(telling: Telling, *, link: StoryLink | None = None) -> StoryPage:
    """Around a telling: its road, the offers along it, and where the road goes on."""
    road = road_of(telling)
    told = [part.offer.pk for part in telling.parts if part.offer]
    near = offers_along([stop.point for stop in road.stops], besides=told)
    cards = cards_by_key([*told, *near], among=Offer.objects.public())
    before, after = onward_from(telling.story, road.stops)
    return StoryPage(
        telling=telling,
        road=road,
        met={pk: card for pk, card in cards.items() if pk in told},
        along=[cards[pk] for pk in near if pk in cards],
        before=before,
        after=after,
        link=link,
    )
