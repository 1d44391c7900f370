"""A trip begins from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from travel_stories.actions.bringing import bring_poll
from travel_stories.actions.discussions import add_comment
from travel_stories.actions.expenses import bring_expenses
from travel_stories.actions.ideas import add_idea
from travel_stories.actions.lists import begin_list
from travel_stories.actions.steps import add_step
from travel_stories.actions.trips import begin_trip
from travel_stories.models import Change, Edit, Idea, Poll, PollOption, Step, Trip, TripMember
from travel_stories.queries.trip_files import IdeaFile, OptionFile, SeatFile, StepFile, TripFile


@dataclass(frozen=True, slots=True)
class Along:
    """What else of the file comes along: bills, and people with what they voted."""

    accounts: bool = False
    people: bool = False


@dataclass(frozen=True, slots=True)
class _Import:
    """One import; each of its deeds has a key that follows from the one of the whole."""

    trip: Trip
    by: TripMember
    key: UUID

    def edit(self, what: str) -> Edit:
        return Edit(by=self.by, key=uuid5(self.key, what))


@transaction.atomic
def import_trip(*, told: TripFile, key: UUID, by: User, along: Along) -> Trip:
    """A new trip of one's own with what a file says; the same `key` makes one."""
    by = User.objects.select_for_update().get(pk=by.pk)  # a double click waits here
    if known := Change.objects.filter(by__person=by, key=key).first():
        return known.trip
    trip = begin_trip(words=told.trip, key=key, by=by)
    new = _Import(trip, TripMember.objects.get(trip=trip, person=by), key)

    steps = [_step(new, step, number) for number, step in enumerate(told.steps)]
    ideas = [_idea(new, idea, steps, number) for number, idea in enumerate(told.ideas)]
    for number, one in enumerate(told.lists):
        begin_list(trip=trip, words=one.words, items=one.items, edit=new.edit(f"list{number}"))
    _bring_people(new, told, along, ideas=ideas, steps=steps)
    return trip


def _bring_people(
    new: _Import, told: TripFile, along: Along, *, ideas: Sequence[Idea], steps: Sequence[Step]
) -> None:
    """Bills and votes are somebody's: nothing of them comes without the names."""
    if not (along.accounts or along.people):
        return
    seats = _seats_of(new, told.seats, awaited=along.people)
    if along.accounts:
        bills = [_with_seats(expense, seats) for expense in told.expenses]
        bring_expenses(trip=new.trip, bills=bills, by=new.by)
    for number, poll in enumerate(told.polls if along.people else ()):
        options = [_option(one, ideas, steps) for one in poll.options]
        edit = new.edit(f"poll{number}")
        brought = bring_poll(trip=new.trip, told=poll, options=options, seats=seats, edit=edit)
        _say(new, brought, poll.said)


def _step(new: _Import, told: StepFile, number: int) -> Step:
    step = add_step(trip=new.trip, words=told.words, edit=new.edit(str(number)))
    if told.asked is not None:
        step.asked_there = told.asked
        step.save(update_fields=["asked_there"])
    _say(new, step, told.said)
    return step


def _idea(new: _Import, told: IdeaFile, steps: Sequence[Step], number: int) -> Idea:
    idea = add_idea(trip=new.trip, words=told.words, edit=new.edit(f"idea{number}"))
    if told.step is not None:
        idea.step = steps[told.step]
        idea.save(update_fields=["step"])
    _say(new, idea, told.said)
    return idea


def _option(told: OptionFile, ideas: Sequence[Idea], steps: Sequence[Step]) -> PollOption:
    return PollOption(
        words=told.words,
        first_day=told.first_day,
        last_day=told.last_day,
        idea=None if told.idea is None else ideas[told.idea],
        step=None if told.step is None else steps[told.step],
    )


def _say(new: _Import, about: Idea | Poll | Step, comments: Sequence[str]) -> None:
    """As one's own: who said it is somebody of another trip."""
    for number, words in enumerate(comments):
        edit = new.edit(f"{about.NOUN}{about.public_id}.{number}")
        add_comment(about=about, words=words, edit=edit)


def _seats_of(
    new: _Import, told: Mapping[str, SeatFile], *, awaited: bool
) -> dict[str, TripMember]:
    """The seat that was mine there is mine here; everybody else is a name that opens nothing."""
    own = TripMember.objects.filter(person=new.by.person, public_id__in=told)
    mine = own.values_list("public_id", flat=True).first()
    return {
        there: new.by if there == mine else _name_only(new.trip, seat, awaited=awaited)
        for there, seat in told.items()
    }


def _name_only(trip: Trip, told: SeatFile, *, awaited: bool) -> TripMember:
    return TripMember.objects.create(
        trip=trip,
        name=told.name,
        role=told.role,
        left_at=timezone.now(),
        is_awaited=awaited and told.is_awaited,
    )


def _with_seats(expense: Mapping[str, Any], seats: Mapping[str, TripMember]) -> dict[str, Any]:
    shares = {str(seats[there].pk): weight for there, weight in expense["shares"].items()}
    return {**expense, "payer": seats[expense["payer"]], "shares": shares}
