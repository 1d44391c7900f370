"""A change of a trip: its lock, its announcement to those who have the trip open, its undo."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any, Final
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError
from core.permissions import require
from core.pubsub import publish
from travel_stories.collaboration.actions.changes import (
    changes_of,
    find_earlier,
    locked_row,
    record_change,
)
from travel_stories.collaboration.choices import Outcome, Verb
from travel_stories.collaboration.models import Edit
from travel_stories.trips.choices import Noun
from travel_stories.trips.errors.plans import (
    AgreedSinceError,
    NothingToUndoError,
    UndoneTooLateError,
)
from travel_stories.trips.errors.trips import TripOverError
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.parts import Part, Undoable
from travel_stories.trips.models.plans import Change, TripEdit
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.part_kinds import kind_of

CHANNEL: Final = "hirondelle.trips"


def lock_trip(trip: Trip) -> Trip:
    """The row that puts all changes of a trip in one line. Raises TripOverError."""
    locked = Trip.objects.locked(trip.pk)
    if not locked.is_open:
        raise TripOverError
    return locked


def lock_trip_expenses(trip: Trip) -> Trip:
    """The same row for money, which is settled when the trip is over too. Raises TripOverError."""
    locked = Trip.objects.locked(trip.pk)
    if not locked.is_settling:
        raise TripOverError
    return locked


def publish_change(root: Trip, **_signal: Any) -> None:
    """Wake whoever has the trip open, in whichever process; what happened they read themselves.

    Also receives `change_recorded`. After commit: nobody looks for what isn't there yet.
    """
    transaction.on_commit(partial(publish, CHANNEL, str(root.pk)), robust=True)


@transaction.atomic
def undo_last(*, trip: Trip, key: UUID, by: TripMember, number: int | None = None) -> Change:
    """Take back the last thing that this member did, or the one with this number, unless somebody
    built on it since. What came with it in the same press goes with it, as far as nobody did.

    Raises NothingToUndoError, UndoneTooLateError, AgreedSinceError, TripOverError.
    """
    require(by, "trips.undo_change", trip)

    trip = lock_trip_expenses(trip)
    edit = Edit(by=by, key=key)
    known: Change | None = find_earlier(edit)
    if known is not None:
        return known
    changes = trip.changes.undoable().filter(by=by)
    last = (changes if number is None else changes.filter(number=number)).first()
    if last is None:
        raise NothingToUndoError
    if last.noun != Noun.EXPENSE and not trip.is_open:
        raise TripOverError

    change = _undo(trip, last, edit)
    together = trip.changes.applied().filter(number__in=last.made_together)
    for one in together.select_related("by").order_by("-number"):
        with suppress(DomainError):  # somebody built on it: it stays
            _undo(trip, one, Edit(by=by, key=uuid5(key, str(one.number))))
    return change


def _undo(trip: Trip, last: Change, edit: TripEdit) -> Change:
    # The trip itself is the row that is locked already: saving a second copy of it would put its
    # last number back.
    part: Undoable = trip
    if last.noun != Noun.TRIP:
        part = locked_row(kind_of(last.noun), last.part)
    _require_untouched(part, last)
    part.require_undoable(last.verb, last.before, last.after)
    part.require_open()

    last.outcome = Outcome.UNDONE
    last.save(update_fields=["outcome"])
    change: Change = record_change(
        trip, part, _opposite(last.verb), edit, before=last.after, after=last.before, undoes=last
    )
    # Only rows of the trip itself move.
    if not part.detach():
        if isinstance(part, Part) and last.verb in {Verb.ADDED, Verb.RESTORED}:
            part.removed_at = timezone.now()
        elif isinstance(part, Part) and last.verb == Verb.REMOVED:
            part.removed_at = None
        elif last.before is not None:
            part.take(last.before)
            part.take_lists(last.before)
        part.fit(trip)
        part.set_change_number(change.number, moved=last.verb == Verb.MOVED)
        part.save()
    return change


def _require_untouched(part: Undoable, last: Change) -> None:
    """What was undone, and the undoing, count as if they had never been."""
    moved = last.verb == Verb.MOVED
    newest = changes_of(part, moved=moved).filter(outcome=Outcome.APPLIED, undoes=None)[0]
    if newest.pk != last.pk:
        if newest.is_agreed:
            raise AgreedSinceError
        raise UndoneTooLateError(by=newest.by.name)


def _opposite(verb: str) -> Verb:
    out, back = Verb.REMOVED, Verb.RESTORED
    return {Verb.ADDED: out, Verb.RESTORED: out, Verb.REMOVED: back}.get(Verb(verb), Verb(verb))
