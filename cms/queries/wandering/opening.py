"""The page of a way in, and the page behind each of its entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from cms.enums import WayIn
from cms.queries.navigation import way_to_stories
from cms.queries.wandering.cards import OnwardCard, cards_for, cards_in_order
from cms.queries.wandering.finds import in_turns
from cms.queries.wandering.ways_in import WAYS
from core.navigation import Link

MOST_ENTRIES: Final = 200
MOST_CARDS: Final = 18


@dataclass(frozen=True, slots=True)
class WayPage:
    """What `cms/way_in.html` shows."""

    title: str
    steps: tuple[Link, ...]
    entries: list[Link]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """What `cms/way_in_entry.html` shows."""

    title: str
    kicker: str
    steps: tuple[Link, ...]
    cards: list[OnwardCard]
    more: tuple[Link, ...]
    is_listed: bool


@dataclass(frozen=True, slots=True)
class Door:
    """A page that search engines may find: a way in, or what is behind one of its entries."""

    way: WayIn
    key: str = ""


def listed_doors() -> list[Door]:
    """Of each way that has entries for everybody. Not more reads for more entries."""
    return [
        Door(way, key)
        for way, known in WAYS.items()
        for keys in [known.keys(MOST_ENTRIES)]
        if keys
        for key in ("", *keys)
    ]


def entries_of(way: WayIn, request: HttpRequest) -> WayPage:
    entries = WAYS[way].entries(request, MOST_ENTRIES)
    return WayPage(str(way.label), way_to_stories(), entries)


def entry_page(way: WayIn, key: str, request: HttpRequest) -> EntryPage | None:
    """What is told and what is offered, in turns; nothing where the key names nothing."""
    opened = WAYS[way].open(key)
    if opened is None:
        return None
    finds = in_turns(opened.finds, most=MOST_CARDS)
    listed = Link(str(way.label), reverse("cms:way-in", kwargs={"way": way}))
    return EntryPage(
        title=opened.title,
        kicker=str(way.label),
        steps=(*way_to_stories(), listed),
        cards=cards_in_order(finds, cards_for(finds, request)),
        more=opened.more,
        is_listed=opened.is_listed,
    )
