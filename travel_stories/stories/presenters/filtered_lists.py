"""A page of cards, what was looked for, and the way to do without each of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

A_PAGE: Final = 12


class CardFilter(Protocol):
    """What somebody looks for."""

    def pairs(self) -> dict[str, str]:
        """As they stand in an address."""
        ...


@dataclass(frozen=True, slots=True)
class Chip:
    """A wish that stands, and the way to do without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class FilteredList[Card]:
    """What `stories/parts/story_pages.html` and the pages with such a list show."""

    cards: list[Card]
    page: Page[Any]
    chips: list[Chip]
    wishes: CardFilter

    @property
    def is_landing_page(self) -> bool:
        """Nobody looks for anything yet."""
        return not self.chips and not self.page.has_previous()

    @property
    def before_url(self) -> str:
        return self._url(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def after_url(self) -> str:
        return self._url(self.page.next_page_number()) if self.page.has_next() else ""

    def _url(self, number: int) -> str:
        return "?" + urlencode(self.wishes.pairs() | {"page": str(number)})


def filtered_list[Row: QuerySet[Any], Card](
    rows: Row,
    wishes: CardFilter,
    page: str | None,
    *,
    cards: Callable[[Row], list[Card]],
    labels: Mapping[str, str],
) -> FilteredList[Card]:
    """The page with this number of `rows`, which fit the wishes and are in order.

    `labels` say each wish in words, under its name in the address; empty where there is none.
    """
    here = Paginator(rows, A_PAGE).get_page(page)
    first = max(here.start_index() - 1, 0)  # `if here` would read the rows
    pairs = wishes.pairs()
    chips = [
        Chip(label, "?" + urlencode({key: pairs[key] for key in pairs if key != name}))
        for name, label in labels.items()
        if label
    ]
    return FilteredList(
        cards=cards(rows[first : first + A_PAGE]), page=here, chips=chips, wishes=wishes
    )
