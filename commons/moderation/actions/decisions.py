"""Somebody who is no party to it decides, with reasons that both sides read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.moderation import notifications
from commons.moderation.actions.effects import apply_decision
from commons.moderation.errors import (
    AnotherPersonError,
    DecidedSinceError,
    MeasureNotOpenError,
    OwnCaseError,
    RuleMissingError,
)
from commons.moderation.models import DECIDE_ANY, Appeal, Case, Decision
from commons.moderation.states import CASE_TRANSITIONS, CaseState, Measure
from commons.moderation.tasks import notify_reporters
from commons.outbox import actions as outbox
from core.permissions import require
from core.states import require_transition


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided, on what ground, what was found, and why."""

    measure: Measure
    facts: str
    words: str
    ground: str = ""
    rule: str = ""
    days: int = 14  # for an author who is asked to change it


@transaction.atomic
def decide_case(*, case: Case, verdict: Verdict, seen: int, by: User) -> Decision:
    """Decide once for everybody who reported it. `seen` is how many decisions stood on the page.

    Raises DecidedSinceError, OwnCaseError, AnotherPersonError, MeasureNotOpenError or
    RuleMissingError.
    """
    require(by, "moderation.decide_case", case)

    case = Case.objects.locked(case.pk)
    if _has_changed(case, seen):
        raise DecidedSinceError
    # Not even somebody who may do everything.
    if not Case.objects.filter(pk=case.pk).apart_from(by).exists():
        raise OwnCaseError
    # An appeal is never answered by somebody who has decided on it before.
    if case.state == CaseState.APPEALED and case.decisions.filter(by=by).exists():
        raise AnotherPersonError
    if verdict.measure not in measures_for(case, by):
        raise MeasureNotOpenError
    if verdict.measure != Measure.NONE and not (verdict.ground and verdict.rule.strip()):
        raise RuleMissingError

    decision = create_decision(case, verdict, by)
    Appeal.objects.filter(decision__case=case, answer=None).update(answer=decision)
    transition_case(case, decision)
    apply_decision(case, decision, by=by)
    audit.record(by, "case.decided", case, measure=decision.measure, decision=decision.pk)

    notifications.notify_authors(decision)
    outbox.enqueue(notify_reporters, decision_id=decision.pk)
    return decision


def _has_changed(case: Case, seen: int) -> bool:
    return case.is_decided or case.decisions.count() != seen


def measures_for(case: Case, by: User) -> list[Measure]:
    """What this person may decide here. Only the co-operative keeps somebody out."""
    kind = case.noun
    if kind is None or case.subject is None:
        return [Measure.NONE]
    if by.has_perm("moderation.suspend_author", case):
        return list(kind.measures_on(case.subject))
    if case.effect == Measure.SUSPENDED:
        return []  # letting in again is for them too
    return [one for one in kind.measures_on(case.subject) if one != Measure.SUSPENDED]


def create_decision(case: Case, verdict: Verdict, by: User) -> Decision:
    """As it is told to both sides. The case is locked, and everything was asked."""
    is_free = verdict.measure == Measure.NONE
    asked = verdict.measure == Measure.ASKED
    return Decision.objects.create(
        case=case,
        measure=verdict.measure,
        ground="" if is_free else verdict.ground,
        rule="" if is_free else verdict.rule,
        facts=verdict.facts,
        words=verdict.words,
        by=by,
        is_of_the_co_operative=by.has_perm(DECIDE_ANY),
        is_on_appeal=case.state == CaseState.APPEALED,
        was_reported=case.reports.exists(),
        due_at=timezone.now() + timedelta(days=verdict.days) if asked else None,
    )


def transition_case(case: Case, decision: Decision) -> None:
    """To the state that the decision leaves it in, with the time for appeals."""
    asked = decision.measure == Measure.ASKED
    state = CaseState.ASKED if asked else CaseState.DECIDED
    require_transition(CASE_TRANSITIONS, case.state, state)
    changed: dict[str, Any] = {
        "state": state,
        "due_at": decision.due_at,
        "decided_at": timezone.now(),
        "appeals_until": decision.made_at if decision.is_on_appeal else decision.appeals_until,
    }
    for name, value in changed.items():
        setattr(case, name, value)
    case.save(update_fields=list(changed))
