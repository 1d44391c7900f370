"""Head of the list of stories: ways to browse, and what is in season this month."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from cms.blocks.selectors.cached_aggregates import cached_aggregate
from cms.discovery.browse import BROWSE_HANDLERS
from cms.discovery.browse.seasons import NOW, this_month
from cms.discovery.presenters.cards import cards_for, cards_in_order
from cms.discovery.selectors.related_items import interleave
from cms.pages.choices import BrowseBy
from travel_stories.stories.presenters.landing import (
    BrowseGroup,
    Month,
    StoryLanding,
)
from ui.navigation import Link

ENTRIES_SHOWN: Final = 6  # entries of a way; its own page has more
THIS_MONTH: Final = 4


def story_landing(request: HttpRequest) -> StoryLanding:
    """What travel_stories shows at the head of its list."""
    ways = [
        BrowseGroup(
            label=str(way.label),
            url=reverse("cms:way-in", kwargs={"way": way}),
            entries=_entries(way, request),
        )
        for way in BROWSE_HANDLERS
    ]
    # Found among all that is public; a card is shown of what still is.
    month = cached_aggregate("month", this_month)
    items = interleave(month.items, most=THIS_MONTH)
    return StoryLanding(
        [way for way in ways if way.entries],
        Month(
            title=month.title,
            url=reverse("cms:way-in-entry", kwargs={"way": BrowseBy.SEASON, "key": NOW}),
            cards=cards_in_order(items, cards_for(items, request)),
        ),
    )


def _entries(way: BrowseBy, request: HttpRequest) -> list[Link]:
    """Remembered but for people: who takes a name back is named to nobody who comes next."""
    if way == BrowseBy.PERSON:
        return BROWSE_HANDLERS[way].entries(request, ENTRIES_SHOWN)
    what = f"way {way} {request.get_host()}"
    return cached_aggregate(what, lambda: BROWSE_HANDLERS[way].entries(request, ENTRIES_SHOWN))
