"""Members vote, and an organiser turns what they chose into the plan."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from core.permissions import require
from travel_stories.collaboration.actions.changes import find_earlier, record_change
from travel_stories.collaboration.choices import Verb
from travel_stories.trip_decisions.actions.ideas import step_words
from travel_stories.trip_decisions.actions.polls import require_running
from travel_stories.trip_decisions.choices import PollKind
from travel_stories.trip_decisions.errors import (
    NotAboutDatesError,
    NotAheadError,
    NotForDatesError,
    OptionElsewhereError,
    PollStillOpenError,
)
from travel_stories.trip_decisions.models.deciding import Ballot, Poll, PollOption
from travel_stories.trip_decisions.selectors.results import leaders_of
from travel_stories.trips.actions.parts import present
from travel_stories.trips.actions.plans import lock_trip
from travel_stories.trips.actions.steps import add_step
from travel_stories.trips.actions.trips import change_trip
from travel_stories.trips.choices import StepKind
from travel_stories.trips.models.plans import TripEdit
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip


@transaction.atomic
def cast_ballot(*, poll: Poll, options: Collection[PollOption], edit: TripEdit) -> Ballot:
    """Tick as many as suit, or none; a new ballot replaces one's own. Raises PollClosedError."""
    return _cast(poll, edit, options, is_given=True)


@transaction.atomic
def withdraw_ballot(*, poll: Poll, edit: TripEdit) -> Ballot:
    """As if one had never voted."""
    return _cast(poll, edit, (), is_given=False)


@transaction.atomic
def take_dates(*, option: PollOption, edit: TripEdit) -> Trip:
    """The trip gets the dates that most can come. Raises DaysTakenError, ChangedMeanwhileError."""
    require(edit.by, "trip_decisions.take_up", option.poll.trip)

    trip = lock_trip(option.poll.trip)
    option = _chosen(option, trip)
    if option.poll.kind != PollKind.DATES:
        raise NotAboutDatesError
    return change_trip(
        trip=trip, words={"starts_on": option.first_day, "days": option.days}, edit=edit
    )


@transaction.atomic
def take_option(*, option: PollOption, day: int | None, edit: TripEdit) -> Step:
    """The choice becomes a step, once; an idea brings its place and its offer along."""
    require(edit.by, "trip_decisions.take_up", option.poll.trip)

    trip = lock_trip(option.poll.trip)
    option = _chosen(option, trip)
    if option.poll.kind != PollKind.CHOICES:
        raise NotForDatesError
    idea = option.idea
    if (done := option.planned or (idea.planned if idea else None)) and not find_earlier(edit):
        return done

    words = step_words(idea) if idea else {"kind": StepKind.WISH, "title": option.words}
    option.step = add_step(trip=trip, words=words | {"day": day}, edit=edit)
    option.save(update_fields=["step"])
    if idea is not None:
        idea.step = option.step
        idea.save(update_fields=["step"])
    return option.step


def _cast(poll: Poll, edit: TripEdit, options: Collection[PollOption], *, is_given: bool) -> Ballot:
    """Nobody else writes a ballot, so there is nothing to be based on: the last one counts."""
    require(edit.by, "trip_decisions.decide", poll.trip)

    trip = lock_trip(poll.trip)
    poll = present(poll, trip)
    if known := find_earlier(edit):
        return Ballot.objects.get(pk=known.part)
    require_running(poll)
    if any(option.poll_id != poll.pk for option in options):
        raise OptionElsewhereError

    ballot, _new = Ballot.objects.get_or_create(poll=poll, by=edit.by)
    before, ballot.is_given = ballot.snapshot(), is_given
    ballot.options.set(options)
    after = ballot.snapshot()
    ballot.version = record_change(
        trip, ballot, Verb.CHANGED, edit, before=before, after=after
    ).number
    ballot.save()
    return ballot


def _chosen(option: PollOption, trip: Trip) -> PollOption:
    """Voting is over, and nothing has more voices; among equals the organiser chooses."""
    poll = present(option.poll, trip)
    if poll.is_running:
        raise PollStillOpenError
    option = poll.options.select_related("idea__step", "step").get(pk=option.pk)
    option.poll = poll
    if option not in leaders_of(poll):
        raise NotAheadError
    return option
