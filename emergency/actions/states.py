"""The one way a state changes: along its table, with its event in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import models
from django.utils import timezone

from core.states import Transitions, require_transition
from emergency.enums.people import Noun
from emergency.enums.requests import ACTION_OF, ENDED, REQUEST_TRANSITIONS, STEP_OF, RequestState
from emergency.models.activations import Activation
from emergency.models.events import Event
from emergency.models.parties import Acting, person_of, side_of
from emergency.models.requests import HousingRequest

ARRIVE_WITHIN: Final = timedelta(hours=6)
REMIND_AFTER: Final = timedelta(days=1)
FOLLOW_UP_AFTER: Final = timedelta(days=2)


def transition(
    row: models.Model,
    new: str,
    *,
    noun: Noun,
    table: Transitions,
    by: Acting,
    reason: str = "",
    also: Iterable[str] = (),
) -> None:
    """Take the step and write its event. `also` names fields that were set. Lock first."""
    moving: Any = row  # a model with a state; each noun has its own
    old = moving.state
    require_transition(table, old, new)
    moving.state, moving.state_since = new, timezone.now()
    moving.save(update_fields=["state", "state_since", *also])
    write_event(row, noun=noun, old=old, by=by, reason=reason)


def write_event(
    row: models.Model, *, noun: Noun, by: Acting, old: str = "", reason: str = ""
) -> Event:
    """The state in which `row` is now, as a line that stays."""
    about: Any = row
    return Event.objects.create(
        activation=about if isinstance(row, Activation) else about.activation,
        noun=noun,
        number=about.pk,
        side=side_of(by),
        person=person_of(by),
        old=old,
        new=about.state,
        reason=reason,
    )


def transition_request(
    request: HousingRequest, new: RequestState, *, by: Acting, reason: str = ""
) -> None:
    """A request never stands without somebody's next step: its clock moves with its state."""
    set_clock(request, new)
    if new in ENDED:
        request.outcome = reason
    transition(
        request,
        new,
        noun=Noun.REQUEST,
        table=REQUEST_TRANSITIONS,
        by=by,
        reason=reason,
        also=("next_action", "next_action_at", "clock_from", "outcome", "duplicate_of"),
    )


def set_clock(request: HousingRequest, state: str) -> None:
    """What comes next and until when, by the service levels of the activation."""
    now = timezone.now()
    request.next_action = ACTION_OF.get(RequestState(state), "")
    request.clock_from = now
    if not request.next_action:
        request.next_action_at = None
    elif step := STEP_OF.get(RequestState(state)):
        due = request.activation.due_at(step, now)
        if request.is_for_tonight:
            due = min(due, request.activation.before_night(now))
        request.next_action_at = due
    else:
        request.next_action_at = _day_of(request, state)


def _day_of(request: HousingRequest, state: str) -> datetime:
    """Steps that a day sets off: an arrival, a reminder, a weekly word."""
    now = timezone.now()
    if state == RequestState.CONFIRMED:
        return max(request.activation.morning_of(request.check_in), now + ARRIVE_WITHIN)
    return now + (REMIND_AFTER if state == RequestState.NEEDS_INFO else FOLLOW_UP_AFTER)
