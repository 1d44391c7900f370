"""What those who have a trip open hear: numbers, nouns and who it was, nothing of content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db.models import Q

from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.part_kinds import kind_of
from travel_stories.trips.states import TripState

MOST_AT_ONCE: Final = 200  # whoever lacks more reads the page anew


@dataclass(frozen=True, slots=True)
class ChangeEvent:
    """One change, as far as everybody with a seat may know that it happened."""

    number: int
    noun: str
    verb: str
    part: str  # public id
    by: str  # public id of the seat
    who: str


@dataclass(frozen=True, slots=True)
class TripStatus:
    """A trip as it stands now: its newest number, its state, its seats, and who is here."""

    number: int
    state: str
    seats: Mapping[int, str]  # the nonce of each: a new one ends what the old one opened
    here: Mapping[str, str]  # name by public id


def trip_statuses(trips: Collection[int]) -> dict[int, TripStatus]:
    """One query. A trip that was deleted, or that nobody has a seat in, has no sight."""
    seats = (
        TripMember.objects.present()
        .filter(trip__in=trips)
        .exclude(trip__state=TripState.DELETED)
        .exclude(person__is_active=False)
        .select_related("trip")
        .only("public_id", "name", "nonce", "seen_at", "trip__last_number", "trip__state")
    )
    of_trip: dict[int, list[TripMember]] = defaultdict(list)
    for seat in seats:
        of_trip[seat.trip_id].append(seat)
    return {
        trip: TripStatus(
            number=those[0].trip.last_number,
            state=those[0].trip.state,
            seats={seat.pk: seat.nonce for seat in those},
            here={seat.public_id: seat.name for seat in those if seat.is_here},
        )
        for trip, those in of_trip.items()
    }


def events_since(numbers: Mapping[int, int]) -> dict[int, list[ChangeEvent]]:
    """What happened in each trip after this number, in order; one query, and one for each noun."""
    if not numbers:
        return {}
    wanted = Q()
    for trip, number in numbers.items():
        wanted |= Q(trip=trip, number__gt=number, number__lte=number + MOST_AT_ONCE)
    changes = list(Change.objects.filter(wanted).select_related("by").order_by("number"))
    parts = _public_ids(changes)
    events: dict[int, list[ChangeEvent]] = {trip: [] for trip in numbers}
    for change in changes:
        part = parts.get((change.noun, change.part), "")
        event = ChangeEvent(
            change.number, change.noun, change.verb, part, change.by.public_id, change.by.name
        )
        events[change.trip_id].append(event)
    return events


def _public_ids(changes: Iterable[Change]) -> dict[tuple[str, int], str]:
    keys: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        keys[change.noun].add(change.part)
    found = {}
    for noun, parts in keys.items():
        for row in kind_of(noun)._default_manager.filter(pk__in=parts):
            found[noun, row.pk] = getattr(row, "public_id", "")
    return found


def changes_since(trip: Trip, number: int) -> dict[str, Any]:
    """The answer to a page that asks; without `changes` where it lacks too many."""
    status = trip_statuses([trip.pk])[trip.pk]
    few = status.number - number <= MOST_AT_ONCE
    events = events_since({trip.pk: number})[trip.pk] if few else []
    return {
        "number": status.number,
        "state": status.state,
        "changes": [asdict(one) for one in events],
        "anew": not few,
        "here": status.here,
    }
