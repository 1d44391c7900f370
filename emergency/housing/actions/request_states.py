"""How the state of a request changes, and its clock with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone

from emergency.activations.actions.states import transition
from emergency.activations.choices import Noun
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.requests import (
    ACTION_OF,
    ENDED,
    REQUEST_TRANSITIONS,
    STEP_OF,
    RequestState,
)
from emergency.intake.models.parties import Acting

ARRIVE_WITHIN: Final = timedelta(hours=6)


REMIND_AFTER: Final = timedelta(days=1)


FOLLOW_UP_AFTER: Final = timedelta(days=2)


def transition_request(
    request: HousingRequest, new: RequestState, *, by: Acting, reason: str = ""
) -> None:
    """A request never stands without somebody's next step: its clock moves with its state."""
    set_clock(request, new)
    if new in ENDED or new == RequestState.NEEDS_INFO:  # their page says what is missing
        request.outcome = reason
    elif request.state == RequestState.NEEDS_INFO:  # it came: no note for coordinators stays
        request.outcome = ""
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
        # Steps that a day sets off: an arrival, a reminder, a weekly word.
        if state == RequestState.CONFIRMED:
            due = max(request.activation.morning_of(request.check_in), now + ARRIVE_WITHIN)
        else:
            due = now + (REMIND_AFTER if state == RequestState.NEEDS_INFO else FOLLOW_UP_AFTER)
        request.next_action_at = due
