"""Lists and their entries come, change, are ticked, claimed and taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from django.db import transaction

from core.permissions import require
from travel_stories.collaboration.actions.changes import (
    find_earlier,
    record_addition,
    record_change,
    record_removal,
    record_restoration,
    require_unchanged,
)
from travel_stories.collaboration.choices import Verb
from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trip_lists.errors import (
    ListGoneError,
    StrangerInListError,
    TooManyItemsError,
    TooManyListsError,
    TooManyReceivedError,
)
from travel_stories.trip_lists.models import Checklist, ChecklistItem
from travel_stories.trip_lists.validators import MOST_ITEMS, MOST_LISTS
from travel_stories.trips.actions.plans import lock_trip
from travel_stories.trips.errors.plans import PartGoneError
from travel_stories.trips.models.plans import TripEdit
from travel_stories.trips.models.trips import Trip


@transaction.atomic
def begin_list(
    *,
    trip: Trip,
    words: Mapping[str, Any],
    items: Sequence[Mapping[str, Any]] = (),
    edit: TripEdit,
) -> Checklist:
    """Open a list, empty or with the entries of a starter: one change, and one undo.

    A trip has one file of papers: who begins a second one is led to the first.
    """
    require(edit.by, "trip_lists.change_lists", trip)

    trip = lock_trip(trip)
    if known := find_earlier(edit):
        return Checklist.objects.get(pk=known.part)
    if words["kind"] == ChecklistKind.PAPERS and (
        there := trip.checklists.present().of_papers().first()
    ):
        return there
    if trip.checklists.present().count() >= MOST_LISTS:
        raise TooManyListsError(most=MOST_LISTS)
    if len(items) > MOST_ITEMS:
        raise TooManyItemsError(most=MOST_ITEMS)

    checklist = Checklist(trip=trip).assign_words(words)
    checklist.save()
    rows = [ChecklistItem(trip=trip, checklist=checklist).assign_words(item) for item in items]
    ChecklistItem.objects.bulk_create(rows)
    record_addition(trip, checklist, edit)
    return checklist


@transaction.atomic
def add_item(*, checklist: Checklist, words: Mapping[str, Any], edit: TripEdit) -> ChecklistItem:
    """Put an entry at the end of a list."""
    require(edit.by, "trip_lists.change_lists", checklist.trip)

    trip = lock_trip(checklist.trip)
    if known := find_earlier(edit):
        return ChecklistItem.objects.get(pk=known.part)
    checklist = _locked(checklist, trip)
    if not checklist.is_present:
        raise PartGoneError(part=checklist)
    if checklist.items.present().count() >= MOST_ITEMS:
        raise TooManyItemsError(most=MOST_ITEMS)

    item = ChecklistItem(trip=trip, checklist=checklist).assign_words(words)
    _require_sound(item)
    item.save()
    record_addition(trip, item, edit)
    return item


@transaction.atomic
def change_part[Row: (Checklist, ChecklistItem)](
    *, part: Row, words: Mapping[str, Any], edit: TripEdit
) -> Row:
    """Write a list or an entry anew, tick it or claim it, unless somebody else was faster.

    Two who want the same don't stand in each other's way: nothing changes the second time.
    """
    require(edit.by, "trip_lists.change_lists", part.trip)

    trip = lock_trip(part.trip)
    part = _locked(part, trip)
    if not part.is_present:
        raise PartGoneError(part=part)
    before = part.snapshot()
    wanted = copy(part).assign_words(words).snapshot()
    if find_earlier(edit) or wanted == before:
        return part
    require_unchanged(part, edit)

    part.assign_words(words)
    if isinstance(part, ChecklistItem):
        _require_sound(part, claimed=wanted["who"] != before["who"])
    part.version = record_change(trip, part, Verb.CHANGED, edit, before=before, after=wanted).number
    part.save()
    return part


@transaction.atomic
def remove_part[Row: (Checklist, ChecklistItem)](*, part: Row, edit: TripEdit) -> Row:
    """Take a list with all that stands in it, or one entry. It can be brought back."""
    require(edit.by, "trip_lists.change_lists", part.trip)

    trip = lock_trip(part.trip)
    part = _locked(part, trip)
    if find_earlier(edit) or not part.is_present:
        return part
    require_unchanged(part, edit)

    record_removal(trip, part, edit)
    return part


@transaction.atomic
def restore_part[Row: (Checklist, ChecklistItem)](*, part: Row, edit: TripEdit) -> Row:
    """Bring it back as it was. Raises ListGoneError for an entry whose list is gone."""
    require(edit.by, "trip_lists.change_lists", part.trip)

    trip = lock_trip(part.trip)
    part = _locked(part, trip)
    if find_earlier(edit) or part.is_present:
        return part

    part.removed_at = None
    part.fit(trip)
    record_restoration(trip, part, edit)
    return part


def _locked[Row: (Checklist, ChecklistItem)](part: Row, trip: Trip) -> Row:
    found = type(part).objects.filter(trip=trip).locked(part.pk)
    found.trip = trip
    return found


def _require_sound(item: ChecklistItem, *, claimed: bool = True) -> None:
    """What somebody took on who has left since may still be ticked by the others."""
    if not item.checklist.is_present:
        raise ListGoneError
    who = item.who if claimed else None
    if who is not None and (who.trip_id != item.trip_id or not who.is_active):
        raise StrangerInListError
    if item.checklist.kind == ChecklistKind.PAPERS and item.got > item.count:
        raise TooManyReceivedError
