"""What stands at a way in, and what is found behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from cms.enums import WayIn
from cms.queries.wandering.finds import Find
from core.navigation import Link

type Entries = Callable[[HttpRequest, int], list[Link]]  # so many of them at most
type Opener = Callable[[str], Opened | None]
type Keys = Callable[[int], list[str]]


@dataclass(frozen=True, slots=True)
class Opened:
    """`more` leads to the full lists; `is_listed` says whether search engines may name it."""

    title: str
    finds: list[Find]
    more: tuple[Link, ...] = ()
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """How a way in lists its entries, and how it opens one of them.

    `keys` are those that search engines may find; nobody is found by name there.
    """

    entries: Entries
    open: Opener
    keys: Keys = lambda most: []


def entry(label: str, way: WayIn, key: str) -> Link:
    return Link(label, reverse("cms:way-in-entry", kwargs={"way": way, "key": key}))
