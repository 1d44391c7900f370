"""A whole trip as one file, for keeping and for beginning another one from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from django.db import models

from commons.geography.models import Locality
from hosting.calendars.models import Session
from hosting.communities.models.terms import Need
from hosting.offers.models.offers import Offer
from hosting.requests.models.requests import Proposal
from hosting.requests.presenters.request_terms import current_terms
from travel_stories.collaboration.models import Versioned
from travel_stories.notebooks.trip_files import FORMAT, VERSION
from travel_stories.trip_decisions.models.deciding import PollOption
from travel_stories.trip_decisions.selectors.decisions import polls_of
from travel_stories.trip_decisions.selectors.results import PollResult, results_of
from travel_stories.trips.choices import Noun
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip

type CommentsByPart = Mapping[tuple[str, int], list[str]]

NAMED_BY: Final[dict[type[models.Model], str]] = {
    Locality: "code",
    Need: "slug",
    Offer: "public_id",
    Session: "public_id",
    TripMember: "public_id",
}


def export_of_trip(trip: Trip) -> dict[str, Any]:
    """The frame, people by name and role, steps, ideas, polls with their ballots, lists, accounts.

    Documents by name only, requests by state and nights, comments without who said them. Keys of
    the database and addresses of people stay here; whoever left is named for the accounts.
    """
    comments = _comments_by_part(trip)
    seats = {seat.pk: seat for seat in trip.members.all()}
    proposals = models.Prefetch("request__proposals", Proposal.objects.current())
    steps = trip.steps.present().in_order().prefetch_related("people", proposals)
    ideas = [
        {
            "public_id": idea.public_id,
            "step": idea.planned.public_id if idea.planned else None,
            "comments": comments[idea.NOUN, idea.pk],
        }
        | _serialize(idea)
        for idea in trip.ideas.present().select_related("offer", "locality", "step")
    ]
    expenses = trip.expenses.present().select_related("payer").order_by("pk")
    return {
        "format": FORMAT,
        "version": VERSION,
        "trip": _serialize(trip),
        "members": [_seat(seat) for seat in seats.values() if seat.is_expected],
        "former_members": [_seat(seat) for seat in seats.values() if not seat.is_expected],
        "steps": [
            {
                "public_id": step.public_id,
                "day": step.day,
                "request": _asked(step),
                "comments": comments[step.NOUN, step.pk],
            }
            | _serialize(step)
            for step in steps.select_related("locality", "offer", "session", "request__agreement")
        ],
        "ideas": ideas,
        "polls": [
            _counted(result) | {"comments": comments[Noun.POLL, result.poll.pk]}
            for result in results_of(polls_of(trip))
        ],
        "documents": list(trip.documents.present().values("title", "paper", "step__public_id")),
        "lists": _lists(trip),
        "expenses": [_serialize(one) | {"shares": _by_name(one.shares, seats)} for one in expenses],
    }


def _comments_by_part(trip: Trip) -> CommentsByPart:
    """Comments in their order, by the noun and the key of what they are about."""
    comments: dict[tuple[str, int], list[str]] = defaultdict(list)
    for comment in trip.comments.present().order_by("pk"):
        if comment.idea_id:
            comments[Noun.IDEA, comment.idea_id].append(comment.words)
        elif comment.poll_id:
            comments[Noun.POLL, comment.poll_id].append(comment.words)
        elif comment.step_id:
            comments[Noun.STEP, comment.step_id].append(comment.words)
    return comments


def _asked(step: Step) -> dict[str, Any] | None:
    """How its host was asked: here, or in the trip that this one began from."""
    request = step.request
    if request is None:
        return step.asked_there
    terms = current_terms(request)
    days = {"check_in": terms.check_in, "check_out": terms.check_out}
    plain = {name: day.isoformat() if day else None for name, day in days.items()}
    return {"state": request.state} | plain


def _counted(result: PollResult) -> dict[str, Any]:
    """A poll with every ballot, by which anybody can count again."""
    poll = result.poll
    return {
        "kind": poll.kind,
        "title": poll.title,
        "words": poll.words,
        "by": poll.by.public_id,
        "closes_at": poll.closes_at.isoformat(),
        "closed_at": None if poll.is_running else poll.ended_at.isoformat(),
        "options": [_option(line.option) for line in result.asked],
        "ballots": {
            voter.public_id: [line.option.place for line in result.asked if voter in line.voters]
            for voter in result.voters
        },
    }


def _option(option: PollOption) -> dict[str, Any]:
    idea, step = option.idea, option.planned
    return {
        "words": option.words,
        "first_day": option.first_day.isoformat() if option.first_day else None,
        "last_day": option.last_day.isoformat() if option.last_day else None,
        "idea": idea.public_id if idea is not None and idea.is_present else None,
        "step": step.public_id if step else None,
    }


def _seat(seat: TripMember) -> dict[str, str]:
    return {"public_id": seat.public_id, "name": seat.name, "role": seat.role}


def _by_name(shares: Mapping[str, int], seats: Mapping[int, TripMember]) -> dict[str, int]:
    return {seats[int(seat)].public_id: weight for seat, weight in shares.items()}


def _lists(trip: Trip) -> list[dict[str, Any]]:
    items: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for item in trip.checklistitems.standing().select_related("who"):
        items[item.checklist_id].append(_serialize(item))
    lists = trip.checklists.present()
    return [_serialize(checklist) | {"items": items[checklist.pk]} for checklist in lists]


def _serialize(part: Versioned) -> dict[str, Any]:
    """A snapshot in which each relation goes by its public name. What has none, as the route of a
    leg, stays here.
    """
    snapshot = part.snapshot()
    return {
        name: _name(part, name, value)
        for name, value in snapshot.items()
        if _is_exported(part, name)
    }


def _name(part: Versioned, field: str, value: Any) -> Any:
    related = part.field(field).related_model
    if related is None or value is None:
        return value
    name = NAMED_BY[related]
    if isinstance(value, list):
        return sorted(getattr(one, name) for one in getattr(part, field).all())
    return getattr(getattr(part, field), name)


def with_keys(model: type[Versioned], data: Mapping[str, Any]) -> dict[str, Any]:
    """The way back: what is known here gets its key; what isn't is left out."""
    names = [name for name in (*model.WORDS, *model.LISTS) if _is_exported(model, name)]
    return {name: _key(model, name, data[name]) for name in names if name in data}


def _is_exported(part: Versioned | type[Versioned], field: str) -> bool:
    related = part.field(field).related_model
    return related is None or related in NAMED_BY


def _key(model: type[Versioned], field: str, value: Any) -> Any:
    related = model.field(field).related_model
    if related is None or value is None:
        return value
    name = NAMED_BY[related]
    if isinstance(value, list):
        return list(related._default_manager.filter(**{f"{name}__in": value}))
    return related._default_manager.filter(**{name: value}).first()
