"""The tabs of a trip: each app registers its own when it starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.utils.functional import Promise

from core.registry import KeyedRegistry
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip


@dataclass(frozen=True, slots=True)
class TripTab:
    """`place` orders them. `count` says how much waits there for a member, `is_shown` for which
    trips there is such a tab. The bar of a phone has room for few: those with `in_bar`; the others
    are behind *More*. Those with `is_kept` can be kept on a device to be read without network:
    never one with a secret link or somebody's address.
    """

    key: str
    label: Promise
    url_name: str
    place: int
    icon: str
    in_bar: bool = False
    is_kept: bool = False
    count: Callable[[TripMember], int] | None = None
    is_shown: Callable[[Trip], bool] = lambda trip: True


_tabs = KeyedRegistry[str, TripTab]()


def register_trip_tab(tab: TripTab) -> None:
    _tabs.register(tab.key, tab)


def tabs_of_trip(trip: Trip) -> list[TripTab]:
    return [tab for tab in sorted(_tabs.values(), key=attrgetter("place")) if tab.is_shown(trip)]


def page_of_tab(key: str) -> str:
    """Its URL name; empty where no app has such a tab."""
    return _tabs[key].url_name if key in _tabs else ""
