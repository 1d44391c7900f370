"""A trip begins, changes its frame, is settled, cancelled, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import SYSTEM, System, require
from core.quotas.checks import require_quota
from core.states import require_transition
from travel_stories.collaboration.actions.changes import (
    find_earlier,
    record_addition,
    record_change,
    require_unchanged,
)
from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.models import Edit
from travel_stories.trips import notifications
from travel_stories.trips.actions.plans import lock_trip, publish_change
from travel_stories.trips.choices import MemberRole
from travel_stories.trips.currencies import currency_in_use
from travel_stories.trips.errors.trips import CurrencyFixedError, DaysTakenError, TripLengthError
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import Change, TripEdit
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.signals import trip_called_off, trip_forgotten
from travel_stories.trips.states import TRIP_TRANSITIONS, TripState
from travel_stories.trips.validators import LONGEST_TRIP


@transaction.atomic
def begin_trip(*, words: Mapping[str, Any], key: UUID, by: User) -> Trip:
    """Open a trip whose first organiser is `by`. The same `key` opens only one."""
    require(by, "trips.begin_trip", by)

    by = User.objects.locked(by.pk, no_key=True)  # a double click waits here
    if known := Change.objects.filter(by__person=by, key=key, verb=Verb.ADDED).first():
        return known.trip
    _require_length(words["days"])
    require_quota("drafts", by)

    trip = Trip().assign_words(words)
    trip.save()
    trip.needs.set(words.get("needs", ()))
    seat = TripMember.objects.create(
        trip=trip, person=by, name=by.display_name, role=MemberRole.ORGANISER
    )
    record_addition(trip, trip, Edit(by=seat, key=key))
    audit.record(by, "trip.begun", trip)
    return trip


@transaction.atomic
def change_trip(*, trip: Trip, words: Mapping[str, Any], edit: TripEdit) -> Trip:
    """Write the frame anew. Raises ChangedMeanwhileError, DaysTakenError, TripLengthError."""
    require(edit.by, "trips.change_trip", trip)

    trip = lock_trip(trip)
    if find_earlier(edit):
        return trip
    require_unchanged(trip, edit)
    _require_length(words.get("days", trip.days))
    # No step falls off the end of a trip that becomes shorter.
    days = words.get("days", trip.days)
    last = trip.steps.present().aggregate(last=Max("day"))["last"]
    if last is not None and last > days:
        raise DaysTakenError(days=days)
    # Accounts that are reckoned in one currency don't become those of another by a word.
    currency = words.get("currency", trip.currency)
    if currency != trip.currency and currency_in_use(trip):
        raise CurrencyFixedError(unit=trip.currency)

    before = trip.snapshot()
    trip.assign_words(words)
    if "needs" in words:
        trip.needs.set(words["needs"])
    after = trip.snapshot()
    trip.version = record_change(trip, trip, Verb.CHANGED, edit, before=before, after=after).number
    trip.save()
    return trip


@transaction.atomic
def settle_trip(*, trip: Trip, by: TripMember) -> Trip:
    """Say that the plan stands. It may still change."""
    require(by, "trips.change_trip", trip)
    return transition_trip(trip, TripState.SETTLED, by=by)


@transaction.atomic
def reopen_trip(*, trip: Trip, by: TripMember) -> Trip:
    """Plan on, after it was settled or cancelled."""
    require(by, "trips.change_trip", trip)
    return transition_trip(trip, TripState.PLANNED, by=by)


@transaction.atomic
def cancel_trip(*, trip: Trip, by: TripMember) -> Trip:
    """Call it off. Requests and agreements stay with the two who made them."""
    require(by, "trips.change_trip", trip)

    trip = transition_trip(trip, TripState.CANCELLED, by=by)

    notifications.notify_members(trip, notifications.TRIP_CANCELLED, by=by)
    trip_called_off.send(sender=Trip, trip=trip)
    return trip


@transaction.atomic
def complete_trip(*, trip: Trip, by: TripMember | System) -> Trip:
    """The last day has passed: it is time to tell it."""
    require(by, "trips.complete_trip", trip)

    trip = transition_trip(trip, TripState.TRAVELLED, by=by)

    notifications.notify_members(trip, notifications.TRIP_TRAVELLED)
    return trip


@transaction.atomic
def delete_trip(*, trip: Trip, by: TripMember) -> Trip:
    """Take it away from everybody. The clock forgets it later; a second press changes nothing."""
    require(by, "trips.delete_trip", trip)

    trip = Trip.objects.locked(trip.pk)
    if trip.state == TripState.DELETED:
        return trip
    was_on = trip.is_open
    trip = transition_trip(trip, TripState.DELETED, by=by)

    notifications.notify_members(trip, notifications.TRIP_DELETED, by=by)
    if was_on:
        trip_called_off.send(sender=Trip, trip=trip)
    return trip


@transaction.atomic
def forget_trip(*, trip: Trip, by: TripMember | System) -> None:
    """Erase a deleted trip and everything written in it. Requests belong to their two parties."""
    require(by, "trips.forget_trip", trip)

    trip = Trip.objects.locked(trip.pk)
    if trip.state != TripState.DELETED:
        return

    audit.record(SYSTEM, "trip.forgotten", trip)
    trip_forgotten.send(sender=Trip, trip=trip)
    trip.changes.all().delete()
    trip.delete()


def transition_trip(trip: Trip, state: TripState, *, by: TripMember | System) -> Trip:
    """Lock the trip and take the step that the table allows. Raises IllegalTransitionError."""
    trip = Trip.objects.locked(trip.pk)
    require_transition(TRIP_TRANSITIONS, trip.state, state)

    trip.state, trip.state_since = state, timezone.now()
    trip.save(update_fields=["state", "state_since"])
    actor = SYSTEM if isinstance(by, System) else by.person or SYSTEM
    seat = {} if isinstance(by, System) else {"member": by.pk}
    audit.record(actor, f"trip.{state}", trip, **seat)
    publish_change(trip)
    return trip


def _require_length(days: int) -> None:
    if not 1 <= days <= LONGEST_TRIP:
        raise TripLengthError(most=LONGEST_TRIP)
