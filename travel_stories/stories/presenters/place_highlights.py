"""Places that tell themselves, beside the stories of those who came: a package above has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest

from core.registry import Registry
from core.values.pictures import Picture


@dataclass(frozen=True, slots=True)
class PlaceHighlight:
    """A destination in the list of stories."""

    title: str
    url: str
    words: str
    kicker: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class PlaceHighlights:
    """`lead` are the editors' words at the head of the list, in the language of the page."""

    lead: str = ""
    highlights: Sequence[PlaceHighlight] = field(default_factory=tuple)


type Provider = Callable[[HttpRequest], PlaceHighlights]

_providers = Registry[Provider]()


def register_place_highlights(provider: Provider) -> None:
    """One package above registers when it starts (`apps.py: ready`)."""
    _providers.register(provider)


def place_highlights(request: HttpRequest) -> PlaceHighlights:
    provider = next(iter(_providers), None)
    return provider(request) if provider else PlaceHighlights()
