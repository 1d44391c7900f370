"""What all parts have in common: found under the lock, taken out, brought back."""

from __future__ import annotations

from django.db import transaction

from core.permissions import require
from travel_stories.collaboration.actions.changes import (
    find_earlier,
    locked_row,
    record_removal,
    record_restoration,
    require_unchanged,
)
from travel_stories.trips.actions.plans import lock_trip
from travel_stories.trips.errors.plans import PartGoneError
from travel_stories.trips.models.parts import Part
from travel_stories.trips.models.plans import TripEdit
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.part_kinds import part_kind


def present[Row: Part](part: Row, trip: Trip) -> Row:
    """The row as it is now, locked. Raises PartGoneError."""
    found = locked_row(type(part), part.pk, trip=trip)
    if not found.is_present:
        raise PartGoneError(part=found)
    found.trip = trip
    return found


@transaction.atomic
def take_out[Row: Part](*, part: Row, edit: TripEdit) -> Row:
    """Take an idea, a poll, a comment or a document out of the trip. It can be brought back."""
    require(edit.by, part_kind(part.NOUN).removed_by, part)

    trip = lock_trip(part.trip)
    part = locked_row(type(part), part.pk)
    if find_earlier(edit) or not part.is_present:
        return part
    require_unchanged(part, edit)

    record_removal(trip, part, edit)
    return part


@transaction.atomic
def bring_back[Row: Part](*, part: Row, edit: TripEdit) -> Row:
    """Undo that, later and by whoever may; a document only while its file is kept."""
    require(edit.by, part_kind(part.NOUN).removed_by, part)

    trip = lock_trip(part.trip)
    part = locked_row(type(part), part.pk)
    if find_earlier(edit) or part.is_present:
        return part
    part.require_open()

    record_restoration(trip, part, edit)
    return part
