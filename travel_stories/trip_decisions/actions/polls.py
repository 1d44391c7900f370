"""A poll is opened, changed and closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from core.permissions import System, require
from travel_stories.collaboration.actions.changes import (
    find_earlier,
    record_addition,
    record_change,
    require_unchanged,
)
from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.models import Edit
from travel_stories.trip_decisions import notifications
from travel_stories.trip_decisions.choices import PollKind
from travel_stories.trip_decisions.errors import (
    ClosingDateError,
    OptionCountError,
    OptionElsewhereError,
    OptionLengthError,
    PollClosedError,
    SameOptionTwiceError,
    TooManyPollsError,
)
from travel_stories.trip_decisions.models.deciding import Poll, PollData, PollOption
from travel_stories.trip_decisions.validators import (
    LEAST_OPTIONS,
    LONGEST_POLL,
    MOST_OPTIONS,
    MOST_POLLS,
)
from travel_stories.trips.actions.parts import present
from travel_stories.trips.actions.plans import lock_trip
from travel_stories.trips.models.plans import TripEdit
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.validators import LONGEST_TRIP


@transaction.atomic
def open_poll(*, trip: Trip, asked: PollData, edit: TripEdit) -> Poll:
    """Ask the group. The options stay as they were asked."""
    require(edit.by, "trip_decisions.decide", trip)

    trip = lock_trip(trip)
    if known := find_earlier(edit):
        return Poll.objects.get(pk=known.part)
    _require_closing(asked.words["closes_at"])
    require_options(trip, asked.kind, asked.options)
    if trip.polls.present().count() >= MOST_POLLS:
        raise TooManyPollsError(most=MOST_POLLS)

    poll = Poll(trip=trip, by=edit.by, kind=asked.kind).assign_words(asked.words)
    poll.save()
    set_options(poll, asked.options)
    record_addition(trip, poll, edit)

    notifications.notify_of_poll(poll, notifications.POLL_OPENED, by=edit.by)
    return poll


@transaction.atomic
def change_poll(*, poll: Poll, words: Mapping[str, Any], edit: TripEdit) -> Poll:
    """Other words or another closing date, while it is open. Raises ChangedMeanwhileError."""
    require(edit.by, "trip_decisions.change_poll", poll)

    trip = lock_trip(poll.trip)
    poll = present(poll, trip)
    if find_earlier(edit):
        return poll
    require_running(poll)
    require_unchanged(poll, edit)
    _require_closing(words.get("closes_at", poll.closes_at))

    before = poll.snapshot()
    poll.assign_words(words)
    after = poll.snapshot()
    poll.version = record_change(trip, poll, Verb.CHANGED, edit, before=before, after=after).number
    poll.save()
    return poll


@transaction.atomic
def close_poll(*, poll: Poll, edit: TripEdit) -> Poll:
    """No vote from now on. Closing again changes nothing."""
    require(edit.by, "trip_decisions.close_poll", poll)

    trip = lock_trip(poll.trip)
    poll = present(poll, trip)
    if find_earlier(edit) or poll.closed_at is not None:
        return poll
    return _close(trip, poll, min(poll.closes_at, timezone.now()), edit)


@transaction.atomic
def close_overdue_poll(*, poll: Poll, by: System) -> Poll:
    """Its date has passed. The history has it from whoever chose the date."""
    require(by, "trip_decisions.close_overdue_poll", poll)

    trip = Trip.objects.locked(poll.trip_id)
    poll = Poll.objects.locked(poll.pk)
    if not Poll.objects.overdue().filter(pk=poll.pk).exists():
        return poll
    key = uuid5(NAMESPACE_URL, f"poll-closed:{poll.public_id}")
    return _close(trip, poll, poll.closes_at, Edit(by=poll.by, key=key))


def require_running(poll: Poll) -> None:
    if not poll.is_running:
        raise PollClosedError(title=poll.title)


def _close(trip: Trip, poll: Poll, moment: datetime, edit: TripEdit) -> Poll:
    before, poll.closed_at = poll.snapshot(), moment
    poll.version = record_change(trip, poll, Verb.CLOSED, edit, before=before, after=before).number
    poll.save(update_fields=["closed_at", "version"])

    notifications.notify_of_poll(poll, notifications.POLL_CLOSED)
    return poll


def set_options(poll: Poll, options: Sequence[PollOption]) -> None:
    for place, option in enumerate(options, start=1):
        option.poll, option.place = poll, place
    PollOption.objects.bulk_create(options)


def _require_closing(moment: datetime) -> None:
    now = timezone.now()
    if not now < moment <= now + timedelta(days=LONGEST_POLL):
        raise ClosingDateError


def require_options(trip: Trip, kind: PollKind, options: Sequence[PollOption]) -> None:
    if not LEAST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise OptionCountError(least=LEAST_OPTIONS, most=MOST_OPTIONS)
    distinct = {(one.words.casefold(), one.first_day, one.last_day) for one in options}
    if len(distinct) < len(options):
        raise SameOptionTwiceError
    if kind == PollKind.DATES and not all(1 <= one.days <= LONGEST_TRIP for one in options):
        raise OptionLengthError(most=LONGEST_TRIP)
    ideas = {one.idea_id for one in options if one.idea_id is not None}
    if trip.ideas.present().filter(pk__in=ideas).count() != len(ideas):
        raise OptionElsewhereError
