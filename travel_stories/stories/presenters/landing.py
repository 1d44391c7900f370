"""Ways into the stories beside their list: a package above knows places, causes and people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest

from ui.navigation import Link


@dataclass(frozen=True, slots=True)
class BrowseGroup:
    """Some entries of a way in, and the page that has them all."""

    label: str
    url: str
    entries: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Month:
    """What can be lived now: cards as `components/onward_card.html` takes them."""

    title: str
    url: str
    cards: Sequence[object]


@dataclass(frozen=True, slots=True)
class StoryLanding:
    ways: Sequence[BrowseGroup] = field(default_factory=tuple)
    month: Month | None = None


type Provider = Callable[[HttpRequest], StoryLanding]

_providers: list[Provider] = []


def register_story_landing(provider: Provider) -> None:
    """A package registers when it starts (`apps.py: ready`); the last one counts."""
    _providers[:] = [provider]


def story_landing(request: HttpRequest) -> StoryLanding:
    return _providers[0](request) if _providers else StoryLanding()
