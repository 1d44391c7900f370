"""Parts of the page of calendars kept elsewhere that packages above fill."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.registry import Registry
from hosting.offers.models.stays import Unit


@dataclass(frozen=True, slots=True)
class FeedPageSection:
    """`template` renders it and sees `section` and `csrf_token`, and nothing else."""

    template: str
    context: Mapping[str, Any]


feed_page_sections = Registry[Callable[[Unit], Iterable[FeedPageSection]]]()


def sections_of(unit: Unit) -> list[FeedPageSection]:
    """What packages above show to the host of this unit."""
    return [section for provide in feed_page_sections for section in provide(unit)]
