"""Entries in the list of trips of somebody who has no seat in them and is counted all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from commons.accounts.models import User
from core.registry import Registry
from travel_stories.trips.models.trips import Trip


@dataclass(frozen=True, slots=True)
class TripEntry:
    """`url` is the page that they may read of the trip."""

    trip: Trip
    url: str


type TripEntryFinder = Callable[[User], list[TripEntry]]

_finders = Registry[TripEntryFinder]()


def register_trip_entries(finder: TripEntryFinder) -> None:
    _finders.register(finder)


def trip_entries_of(person: User) -> list[TripEntry]:
    return [entry for finder in _finders for entry in finder(person)]
