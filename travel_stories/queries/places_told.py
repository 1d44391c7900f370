"""Places that tell themselves, beside the stories of those who came: a package above has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest

from core.pictures import Picture


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A destination in the list of stories."""

    title: str
    url: str
    words: str
    kicker: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Places:
    """`lead` are the editors' words at the head of the list, in the language of the page."""

    lead: str = ""
    told: Sequence[PlaceTold] = field(default_factory=tuple)


type Provider = Callable[[HttpRequest], Places]

_providers: list[Provider] = []


def register_places(provider: Provider) -> None:
    """A package registers when it starts (`apps.py: ready`); the last one counts."""
    _providers[:] = [provider]


def places_told(request: HttpRequest) -> Places:
    return _providers[0](request) if _providers else Places()
