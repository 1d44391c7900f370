"""How a change of a trip is numbered, kept, shown as a conflict, and undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core.permissions import require
from travel_stories.collaboration.states import Outcome, Verb
from travel_stories.trips.actions.live_updates import publish_change
from travel_stories.trips.errors.plans import (
    AgreedSinceError,
    ChangedMeanwhileError,
    NothingToUndoError,
    PartGoneError,
    UndoneTooLateError,
)
from travel_stories.trips.errors.trips import TripOverError
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.parts import Part, Versioned
from travel_stories.trips.models.plans import Change, ChangeQuerySet, Edit
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.part_kinds import kind_of
from travel_stories.trips.states.plans import Noun


def lock_trip(trip: Trip) -> Trip:
    """The row that puts all changes of a trip in one line. Raises TripOverError."""
    locked = Trip.objects.select_for_update().get(pk=trip.pk)
    if not locked.is_open:
        raise TripOverError
    return locked


def lock_trip_expenses(trip: Trip) -> Trip:
    """The same row for money, which is settled when the trip is over too. Raises TripOverError."""
    locked = Trip.objects.select_for_update().get(pk=trip.pk)
    if not locked.is_settling:
        raise TripOverError
    return locked


def find_earlier(edit: Edit) -> Change | None:
    """The change that this one repeats."""
    return Change.objects.filter(by=edit.by, key=edit.key).exclude(outcome=Outcome.CONFLICT).first()


def require_unchanged(part: Versioned, edit: Edit) -> None:
    """Refuse words that were written on something older."""
    if isinstance(part, Part) and not part.is_present:
        raise PartGoneError(part=part)
    _require_version(part, edit, part.version, moved=False)


def require_unmoved(part: Step, edit: Edit) -> None:
    """Refuse a move from where it no longer stands."""
    _require_version(part, edit, part.placed, moved=True)


def _require_version(part: Versioned, edit: Edit, version: int, *, moved: bool) -> None:
    if edit.based_on < version:
        last = _changes_of(part, moved=moved).exclude(outcome=Outcome.CONFLICT)[0]
        raise ChangedMeanwhileError(by=last.by.name, part=part, number=last.number)


def record_change(
    trip: Trip,
    part: Versioned,
    verb: Verb,
    edit: Edit,
    *,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    outcome: Outcome = Outcome.APPLIED,
    undoes: Change | None = None,
) -> Change:
    """Give the change its number. `trip` is the locked row."""
    trip.last_number += 1
    trip.save(update_fields=["last_number"])
    publish_change(trip)
    return Change.objects.create(
        trip=trip,
        number=trip.last_number,
        by=edit.by,
        verb=verb,
        noun=part.NOUN,
        part=part.pk,
        title=str(part)[:200],
        before=before,
        after=after,
        key=edit.key,
        outcome=outcome,
        undoes=undoes,
    )


def record_addition(trip: Trip, part: Versioned, edit: Edit) -> None:
    """Something that was written down just now has its first number."""
    change = record_change(trip, part, Verb.ADDED, edit, before=None, after=part.snapshot())
    part.version = change.number
    part.save(update_fields=["version"])


@transaction.atomic
def save_conflict_copy(*, part: Versioned, wanted: Mapping[str, Any], edit: Edit) -> Change:
    """Put what somebody wrote on an older state into the history: nothing typed is lost."""
    trip = Trip.objects.select_for_update().get(pk=part.trip_key)
    require(edit.by, "trips.see_trip", trip)

    if known := Change.objects.filter(by=edit.by, key=edit.key).first():
        return known
    return record_change(
        trip,
        part,
        Verb.CHANGED,
        edit,
        before=part.snapshot(),
        after=wanted,
        outcome=Outcome.CONFLICT,
    )


@transaction.atomic
def undo_last(*, trip: Trip, key: UUID, by: TripMember) -> Change:
    """Take back the last thing that this member did, unless somebody built on it since."""
    require(by, "trips.undo_change", trip)

    trip = lock_trip_expenses(trip)
    edit = Edit(by=by, key=key)
    if known := find_earlier(edit):
        return known
    last = trip.changes.undoable().filter(by=by).first()
    if last is None:
        raise NothingToUndoError
    if last.noun != Noun.EXPENSE and not trip.is_open:
        raise TripOverError
    part = _locked_part(trip, last)
    _require_untouched(part, last)
    part.require_undoable(last.verb, last.before, last.after)
    part.require_open()

    last.outcome = Outcome.UNDONE
    last.save(update_fields=["outcome"])
    change = record_change(
        trip, part, _opposite(last.verb), edit, before=last.after, after=last.before, undoes=last
    )
    _take_back(part, last, change)
    return change


def _locked_part(trip: Trip, change: Change) -> Versioned:
    """What was changed. The trip itself is the row that is locked already: saving a second copy of
    it would put its last number back.
    """
    if change.noun == Noun.TRIP:
        return trip
    return kind_of(change.noun)._default_manager.select_for_update().get(pk=change.part)


def _require_untouched(part: Versioned, last: Change) -> None:
    """What was undone, and the undoing, count as if they had never been."""
    moved = last.verb == Verb.MOVED
    newest = _changes_of(part, moved=moved).filter(outcome=Outcome.APPLIED, undoes=None)[0]
    if newest.pk != last.pk:
        if newest.is_agreed:
            raise AgreedSinceError
        raise UndoneTooLateError(by=newest.by.name)


def _take_back(part: Versioned, last: Change, change: Change) -> None:
    """Only rows of the trip itself move."""
    if part.detach():
        return
    if isinstance(part, Part) and last.verb in {Verb.ADDED, Verb.RESTORED}:
        part.removed_at = timezone.now()
    elif isinstance(part, Part) and last.verb == Verb.REMOVED:
        part.removed_at = None
    elif last.before is not None:
        part.take(last.before)
        part.take_lists(last.before)
    part.fit(change.trip)
    part.numbered(change.number, moved=last.verb == Verb.MOVED)
    part.save()


def _opposite(verb: str) -> Verb:
    out, back = Verb.REMOVED, Verb.RESTORED
    return {Verb.ADDED: out, Verb.RESTORED: out, Verb.REMOVED: back}.get(Verb(verb), Verb(verb))


def _changes_of(part: Versioned, *, moved: bool) -> ChangeQuerySet:
    """The newest first; moves and changes of words are two lines that don't cross."""
    changes = Change.objects.filter(trip=part.trip_key, noun=part.NOUN, part=part.pk)
    own = changes.filter(verb=Verb.MOVED) if moved else changes.exclude(verb=Verb.MOVED)
    return own.select_related("by").order_by("-number")
