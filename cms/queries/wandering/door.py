"""The door of the stories: its ways in, and what can be lived this month."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from cms.enums import WayIn
from cms.queries.gathering import gathered
from cms.queries.wandering.cards import cards_for, cards_in_order
from cms.queries.wandering.finds import in_turns
from cms.queries.wandering.ways_in import WAYS
from cms.queries.wandering.ways_in.seasons import NOW, this_month
from core.navigation import Link
from travel_stories.queries.ways_in import Door, Month, WayIntoStories, register_door

AT_THE_DOOR: Final = 6  # entries of a way; its own page has more
THIS_MONTH: Final = 4


def door_of_stories(request: HttpRequest) -> Door:
    """What travel_stories shows at the head of its list."""
    ways = [
        WayIntoStories(
            label=str(way.label),
            url=reverse("cms:way-in", kwargs={"way": way}),
            entries=_entries(way, request),
        )
        for way in WAYS
    ]
    return Door([way for way in ways if way.entries], _month(request))


def _entries(way: WayIn, request: HttpRequest) -> list[Link]:
    """Remembered but for people: who takes a name back is named to nobody who comes next."""
    if way == WayIn.PERSON:
        return WAYS[way].entries(request, AT_THE_DOOR)
    what = f"way {way} {request.get_host()}"
    return gathered(what, lambda: WAYS[way].entries(request, AT_THE_DOOR))


def _month(request: HttpRequest) -> Month:
    """Found among all that is public; a card is shown of what still is."""
    month = gathered("month", this_month)
    finds = in_turns(month.finds, most=THIS_MONTH)
    return Month(
        title=month.title,
        url=reverse("cms:way-in-entry", kwargs={"way": WayIn.SEASON, "key": NOW}),
        cards=cards_in_order(finds, cards_for(finds, request)),
    )


register_door(door_of_stories)
