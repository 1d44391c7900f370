"""What packages above do with a list of favourites: hosting knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.registry import Registry
from hosting.favourites.models import FavouriteList


@dataclass(frozen=True, slots=True)
class ListLink:
    """A way on from a list."""

    label: str
    url: str
    icon: str


type ListLinkProvider = Callable[[FavouriteList], ListLink]

_providers = Registry[ListLinkProvider]()


def register_list_link(provider: ListLinkProvider) -> None:
    """A package registers in its `registrations`. The provider asks no database."""
    _providers.register(provider)


def links_of_list(favourite_list: FavouriteList) -> tuple[ListLink, ...]:
    return tuple(provide(favourite_list) for provide in _providers)
