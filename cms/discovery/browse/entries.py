"""What stands at a way in, and what is found behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from cms.discovery.selectors.related_items import RelatedItem
from ui.navigation import Link

type Entries = Callable[[HttpRequest, int], list[Link]]  # so many of them at most
type Opener = Callable[[str], BrowseEntry | None]
type Keys = Callable[[int], list[str]]


@dataclass(frozen=True, slots=True)
class BrowseEntry:
    """`more` leads to the full lists; `is_listed` says whether search engines may name it."""

    title: str
    items: list[RelatedItem]
    more: tuple[Link, ...] = ()
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class BrowseHandlers:
    """How a way in lists its entries, and how it opens one of them.

    `keys` are those that search engines may find; nobody is found by name there.
    """

    entries: Entries
    open: Opener
    keys: Keys = lambda most: []
