"""A trip begins from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from travel_stories.actions.discussions import add_comment
from travel_stories.actions.expenses import bring_expenses
from travel_stories.actions.ideas import add_idea
from travel_stories.actions.lists import begin_list
from travel_stories.actions.steps import add_step
from travel_stories.actions.trips import begin_trip
from travel_stories.enums import MemberRole
from travel_stories.models import Change, Edit, Idea, Step, Trip, TripMember
from travel_stories.queries.exports import Brought


@transaction.atomic
def import_trip(
    *,
    words: Mapping[str, Any],
    steps: Sequence[Mapping[str, Any]],
    key: UUID,
    by: User,
    said: Sequence[Sequence[str]] = (),
    ideas: Sequence[Brought] = (),
    lists: Sequence[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]] = (),
    expenses: Sequence[Mapping[str, Any]] = (),
    names: Mapping[str, str] | None = None,
) -> Trip:
    """A new trip of one's own with what a file says; the same `key` makes one.

    `said` are the comments on each step. `names` are the people of the accounts, by the ids that
    payers and shares have in the file.
    """
    by = User.objects.select_for_update().get(pk=by.pk)  # a double click waits here
    if known := Change.objects.filter(by__person=by, key=key).first():
        return known.trip
    trip = begin_trip(words=words, key=key, by=by)
    seat = TripMember.objects.get(trip=trip, person=by)

    def edit(what: str, number: int) -> Edit:
        return Edit(by=seat, key=uuid5(key, f"{what}{number}"))

    plan = [
        add_step(trip=trip, words=one, edit=edit("", number)) for number, one in enumerate(steps)
    ]
    for step, comments in zip(plan, said, strict=False):
        _say(step, comments, seat, key)
    for number, brought in enumerate(ideas):
        idea = add_idea(trip=trip, words=brought.words, edit=edit("idea", number))
        _say(idea, brought.said, seat, key)
        if brought.step is not None:
            idea.step = plan[brought.step]
            idea.save(update_fields=["step"])
    for number, (about, items) in enumerate(lists):
        begin_list(trip=trip, words=about, items=items, edit=edit("list", number))
    seats = _seats_of(names or {}, seat)
    bills = [_with_seats(expense, seats) for expense in expenses]
    bring_expenses(trip=trip, bills=bills, by=seat)
    return trip


def _say(about: Idea | Step, comments: Sequence[str], by: TripMember, key: UUID) -> None:
    """As one's own: who said it is somebody of another trip."""
    for number, words in enumerate(comments):
        own = uuid5(key, f"{about.NOUN}{about.public_id}.{number}")
        add_comment(about=about, words=words, edit=Edit(by=by, key=own))


def _seats_of(names: Mapping[str, str], mine: TripMember) -> dict[str, TripMember]:
    """The seat that was mine there is mine here; everybody else is a name that opens nothing."""
    own = set(TripMember.objects.filter(person=mine.person).values_list("public_id", flat=True))
    return {
        there: mine if there in own else _name_only(mine.trip, name)
        for there, name in names.items()
    }


def _name_only(trip: Trip, name: str) -> TripMember:
    return TripMember.objects.create(
        trip=trip, name=name, role=MemberRole.OBSERVER, left_at=timezone.now()
    )


def _with_seats(expense: Mapping[str, Any], seats: Mapping[str, TripMember]) -> dict[str, Any]:
    shares = {str(seats[there].pk): weight for there, weight in expense["shares"].items()}
    return {**expense, "payer": seats[expense["payer"]], "shares": shares}
