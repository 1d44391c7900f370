"""Somebody asks how a stay goes, and where to afterwards; the answer sets the next day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from emergency.activations.models.actors import auditor, person_of, side_of
from emergency.housing import notifications
from emergency.housing.actions.placements import lock_placement
from emergency.housing.actions.requests import require_reason
from emergency.housing.errors.extensions import StayOverError
from emergency.housing.models.follow_ups import FollowUp, kind_on, next_day
from emergency.housing.models.placements import Placement
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.extensions import FollowUpKind
from emergency.housing.states.proposals import PlacementState
from emergency.housing.states.requests import NextAction
from emergency.intake.models.parties import Acting, Party

ASKED_BEFORE: Final = timedelta(days=1)
QUESTIONS: Final = {
    FollowUpKind.FIRST: notifications.HOW_IT_GOES,
    FollowUpKind.WEEKLY: notifications.HOW_IT_GOES,
    FollowUpKind.ENDING: notifications.WHERE_TO,
    FollowUpKind.LAST: notifications.WHERE_TO,
}


@transaction.atomic
def ask_how_it_goes(*, placement: Placement, by: Actor) -> FollowUp | None:
    """A letter a day before the clock runs out: whoever answers spares a call. Asked once."""
    require(by, "emergency_housing.ask_how_it_goes", placement)
    if placement.activation.is_quiet(timezone.now()):
        return None

    placement = lock_placement(placement)
    if placement.state != PlacementState.CHECKED_IN:
        return None
    day = _due_day(placement.request)
    asked, new = FollowUp.objects.get_or_create(
        placement=placement,
        due_on=day,
        defaults={"kind": kind_on(placement, day), "asked_at": timezone.now()},
    )
    if new:
        question = QUESTIONS[FollowUpKind(asked.kind)]
        notifications.mail_requester(placement.proposal, question)
    return asked


@transaction.atomic
def record_follow_up(*, placement: Placement, words: str = "", by: Party | User) -> FollowUp:
    """All is well, by a press or by telephone. A coordinator writes down what was said."""
    require(by, "emergency_housing.manage_placement", placement)
    if isinstance(by, User):
        require_reason(words)

    placement = _locked(placement)
    return _answer(placement, words, by)


@transaction.atomic
def plan_exit(*, placement: Placement, words: str, by: Party | User) -> FollowUp:
    """Where they go afterwards: nobody leaves a roof for nowhere without our knowing."""
    require(by, "emergency_housing.manage_placement", placement)
    require_reason(words)

    placement = _locked(placement)
    placement.exit_plan = words.strip()[:300]
    placement.save(update_fields=["exit_plan"])
    return _answer(placement, words, by)


def _locked(placement: Placement) -> Placement:
    placement = lock_placement(placement)
    if placement.state != PlacementState.CHECKED_IN:
        raise StayOverError
    return placement


def _answer(placement: Placement, words: str, by: Acting) -> FollowUp:
    """Said long before it was asked, it is kept, and the clock waits for its own day."""
    request, today = placement.request, placement.activation.today()
    due = _due_day(request)
    is_asked = due <= today + ASKED_BEFORE and request.next_action == NextAction.FOLLOW_UP
    day = due if is_asked else today
    answer, _new = FollowUp.objects.update_or_create(
        placement=placement,
        due_on=day,
        defaults={
            "kind": kind_on(placement, day),
            "answered_at": timezone.now(),
            "side": side_of(by),
            "person": person_of(by),
            "words": words.strip()[:300],
        },
    )
    if is_asked:
        request.clock_from = timezone.now()
        request.next_action_at = placement.activation.morning_of(
            next_day(placement, max(day, today))
        )
        request.save(update_fields=["clock_from", "next_action_at"])
    audit.record(auditor(by), "placement.followed_up", placement)
    return answer


def _due_day(request: HousingRequest) -> date:
    due = request.next_action_at or timezone.now()
    return due.astimezone(ZoneInfo(request.activation.timezone)).date()
