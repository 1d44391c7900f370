"""A trip begins from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from travel_stories.collaboration.models import Edit
from travel_stories.notebooks.actions.import_polls import import_poll
from travel_stories.notebooks.trip_files import IdeaFile, OptionFile, SeatFile, StepFile, TripFile
from travel_stories.trip_decisions.actions.discussions import add_comment
from travel_stories.trip_decisions.actions.ideas import add_idea
from travel_stories.trip_decisions.models.deciding import Idea, Poll, PollOption
from travel_stories.trip_expenses.actions import import_expenses
from travel_stories.trip_lists.actions import begin_list
from travel_stories.trips.actions.steps import add_step
from travel_stories.trips.actions.trips import begin_trip
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import Change, TripEdit
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What else of the file comes along: bills, and people with what they voted."""

    accounts: bool = False
    people: bool = False


@dataclass(frozen=True, slots=True)
class _Import:
    """One import; each of its actions has a key that follows from the one of the whole."""

    trip: Trip
    by: TripMember
    key: UUID

    def edit(self, what: str) -> TripEdit:
        return Edit(by=self.by, key=uuid5(self.key, what))


@transaction.atomic
def import_trip(*, data: TripFile, key: UUID, by: User, along: ImportOptions) -> Trip:
    """A new trip of one's own with what a file says; the same `key` makes one."""
    by = User.objects.locked(by.pk)  # a double click waits here
    if known := Change.objects.filter(by__person=by, key=key).first():
        return known.trip
    trip = begin_trip(words=data.trip, key=key, by=by)
    new = _Import(trip, TripMember.objects.get(trip=trip, person=by), key)

    steps = [_step(new, step, number) for number, step in enumerate(data.steps)]
    ideas = [_idea(new, idea, steps, number) for number, idea in enumerate(data.ideas)]
    for number, one in enumerate(data.lists):
        begin_list(trip=trip, words=one.words, items=one.items, edit=new.edit(f"list{number}"))
    _bring_people(new, data, along, ideas=ideas, steps=steps)
    return trip


def _bring_people(
    new: _Import,
    data: TripFile,
    along: ImportOptions,
    *,
    ideas: Sequence[Idea],
    steps: Sequence[Step],
) -> None:
    """Bills and votes are somebody's: nothing of them comes without the names."""
    if not (along.accounts or along.people):
        return
    seats = _seats_of(new, data.seats, awaited=along.people)
    if along.accounts:
        bills = [_with_seats(expense, seats) for expense in data.expenses]
        import_expenses(trip=new.trip, bills=bills, by=new.by)
    for number, poll in enumerate(data.polls if along.people else ()):
        options = [_option(one, ideas, steps) for one in poll.options]
        edit = new.edit(f"poll{number}")
        brought = import_poll(trip=new.trip, data=poll, options=options, seats=seats, edit=edit)
        _say(new, brought, poll.comments)


def _step(new: _Import, data: StepFile, number: int) -> Step:
    step = add_step(trip=new.trip, words=data.words, edit=new.edit(str(number)))
    if data.asked is not None:
        step.asked_there = data.asked
        step.save(update_fields=["asked_there"])
    _say(new, step, data.comments)
    return step


def _idea(new: _Import, data: IdeaFile, steps: Sequence[Step], number: int) -> Idea:
    idea = add_idea(trip=new.trip, words=data.words, edit=new.edit(f"idea{number}"))
    if data.step is not None:
        idea.step = steps[data.step]
        idea.save(update_fields=["step"])
    _say(new, idea, data.comments)
    return idea


def _option(data: OptionFile, ideas: Sequence[Idea], steps: Sequence[Step]) -> PollOption:
    return PollOption(
        words=data.words,
        first_day=data.first_day,
        last_day=data.last_day,
        idea=None if data.idea is None else ideas[data.idea],
        step=None if data.step is None else steps[data.step],
    )


def _say(new: _Import, about: Idea | Poll | Step, comments: Sequence[str]) -> None:
    """As one's own: who said it is somebody of another trip."""
    for number, words in enumerate(comments):
        edit = new.edit(f"{about.NOUN}{about.public_id}.{number}")
        add_comment(about=about, words=words, edit=edit)


def _seats_of(
    new: _Import, data: Mapping[str, SeatFile], *, awaited: bool
) -> dict[str, TripMember]:
    """The seat that was mine there is mine here; everybody else is a name that opens nothing."""
    own = TripMember.objects.filter(person=new.by.person, public_id__in=data)
    mine = own.values_list("public_id", flat=True).first()
    return {
        there: new.by if there == mine else _name_only(new.trip, seat, awaited=awaited)
        for there, seat in data.items()
    }


def _name_only(trip: Trip, data: SeatFile, *, awaited: bool) -> TripMember:
    return TripMember.objects.create(
        trip=trip,
        name=data.name,
        role=data.role,
        left_at=timezone.now(),
        is_awaited=awaited and data.is_awaited,
    )


def _with_seats(expense: Mapping[str, Any], seats: Mapping[str, TripMember]) -> dict[str, Any]:
    shares = {str(seats[there].pk): weight for there, weight in expense["shares"].items()}
    return {**expense, "payer": seats[expense["payer"]], "shares": shares}
