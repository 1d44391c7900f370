"""Ways into the stories beside their list: a package above knows places, causes and people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest

from core.registry import Registry
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

_providers = Registry[Provider]()


def register_story_landing(provider: Provider) -> None:
    """One package above registers when it starts (`apps.py: ready`)."""
    _providers.register(provider)


def story_landing(request: HttpRequest) -> StoryLanding:
    provider = next(iter(_providers), None)
    return provider(request) if provider else StoryLanding()
