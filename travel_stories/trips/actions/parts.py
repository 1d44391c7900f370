"""What all parts have in common: found under the lock, taken out, brought back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from core.permissions import require
from travel_stories.collaboration.actions import find_earlier, record_change, require_unchanged
from travel_stories.collaboration.states import Verb
from travel_stories.trips.actions.plans import lock_trip
from travel_stories.trips.errors.plans import PartGoneError
from travel_stories.trips.models.parts import Part
from travel_stories.trips.models.plans import TripEdit
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.part_kinds import part_kind


def present[Row: Part](part: Row, trip: Trip) -> Row:
    """The row as it is now, locked. Raises PartGoneError."""
    found: Row = type(part)._default_manager.select_for_update().get(pk=part.pk, trip=trip)
    if not found.is_present:
        raise PartGoneError(part=found)
    found.trip = trip
    return found


@transaction.atomic
def take_out[Row: Part](*, part: Row, edit: TripEdit) -> Row:
    """Take an idea, a poll, a comment or a document out of the trip. It can be brought back."""
    require(edit.by, part_kind(part.NOUN).removed_by, part)

    trip = lock_trip(part.trip)
    part = type(part)._default_manager.select_for_update().get(pk=part.pk)
    if find_earlier(edit) or not part.is_present:
        return part
    require_unchanged(part, edit)

    change = record_change(trip, part, Verb.REMOVED, edit, before=part.snapshot(), after=None)
    part.removed_at, part.version = timezone.now(), change.number
    part.save(update_fields=["removed_at", "version"])
    return part


@transaction.atomic
def bring_back[Row: Part](*, part: Row, edit: TripEdit) -> Row:
    """Undo that, later and by whoever may; a document only while its file is kept."""
    require(edit.by, part_kind(part.NOUN).removed_by, part)

    trip = lock_trip(part.trip)
    part = type(part)._default_manager.select_for_update().get(pk=part.pk)
    if find_earlier(edit) or part.is_present:
        return part
    part.require_open()

    change = record_change(trip, part, Verb.RESTORED, edit, before=None, after=part.snapshot())
    part.removed_at, part.version = None, change.number
    part.save(update_fields=["removed_at", "version"])
    return part
