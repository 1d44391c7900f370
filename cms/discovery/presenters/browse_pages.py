"""The page of a way in, and the page behind each of its entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from cms.discovery.browse import BROWSE_HANDLERS
from cms.discovery.presenters.cards import OnwardCard, cards_for, cards_in_order
from cms.discovery.selectors.related_items import interleave
from cms.pages.choices import BrowseBy
from cms.pages.presenters.navigation import way_to_stories
from ui.navigation import Link

MOST_ENTRIES: Final = 200
MOST_CARDS: Final = 18


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """What `discovery/browse_list.html` shows."""

    title: str
    steps: tuple[Link, ...]
    entries: list[Link]


@dataclass(frozen=True, slots=True)
class BrowseEntryPage:
    """What `discovery/browse_entry.html` shows."""

    title: str
    kicker: str
    steps: tuple[Link, ...]
    cards: list[OnwardCard]
    more: tuple[Link, ...]
    is_listed: bool


@dataclass(frozen=True, slots=True)
class BrowseUrl:
    """A page that search engines may find: a way in, or what is behind one of its entries."""

    way: BrowseBy
    key: str = ""


def indexable_browse_urls() -> list[BrowseUrl]:
    """Of each way that has entries for everybody. Not more reads for more entries."""
    return [
        BrowseUrl(way, key)
        for way, known in BROWSE_HANDLERS.items()
        for keys in [known.keys(MOST_ENTRIES)]
        if keys
        for key in ("", *keys)
    ]


def browse_page(way: BrowseBy, request: HttpRequest) -> BrowsePage:
    entries = BROWSE_HANDLERS[way].entries(request, MOST_ENTRIES)
    return BrowsePage(str(way.label), way_to_stories(), entries)


def browse_entry_page(way: BrowseBy, key: str, request: HttpRequest) -> BrowseEntryPage | None:
    """What is told and what is offered, in turns; nothing where the key names nothing."""
    opened = BROWSE_HANDLERS[way].open(key)
    if opened is None:
        return None
    items = interleave(opened.items, most=MOST_CARDS)
    listed = Link(str(way.label), reverse("cms:way-in", kwargs={"way": way}))
    return BrowseEntryPage(
        title=opened.title,
        kicker=str(way.label),
        steps=(*way_to_stories(), listed),
        cards=cards_in_order(items, cards_for(items, request)),
        more=opened.more,
        is_listed=opened.is_listed,
    )
