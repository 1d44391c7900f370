"""Either side may not agree: then somebody else decides again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.moderation import notifications
from commons.moderation.errors import (
    AppealedAlreadyError,
    AppealTooLateError,
    DecidedSinceError,
    FinalDecisionError,
    NotInForceError,
)
from commons.moderation.models import Appeal, Case, Decision, Report
from commons.moderation.states import CASE_TRANSITIONS, CaseState
from core.permissions import SYSTEM
from core.states import require_transition
from core.text.formatting import format_day


@transaction.atomic
def appeal(
    *, decision: Decision, words: str, report: Report | None = None, by: User | None = None
) -> Appeal:
    """Ask for a second look: as whoever reported it, or without `report` as whoever wrote it.

    The view has checked the account or the secret of a letter. Raises FinalDecisionError,
    AppealTooLateError, NotInForceError, AppealedAlreadyError or IllegalTransitionError.
    """
    case = Case.objects.locked(decision.case_id)
    # Against the decision that is in force, once, and not for ever.
    newest = decision.case.decisions.order_by("pk").last()
    if newest != decision:
        raise DecidedSinceError
    if decision.is_on_appeal:
        raise FinalDecisionError
    if timezone.now() >= decision.appeals_until:
        raise AppealTooLateError(last=format_day(decision.appeals_until))
    if report is None and decision.is_lifting:
        raise NotInForceError
    if decision.appeals.filter(report=report).exists():
        raise AppealedAlreadyError
    if case.state != CaseState.APPEALED:  # the other side may have been first
        require_transition(CASE_TRANSITIONS, case.state, CaseState.APPEALED)

    made = Appeal.objects.create(decision=decision, report=report, words=words, by=by)
    case.state, case.due_at = CaseState.APPEALED, None
    case.save(update_fields=["state", "due_at"])
    audit.record(by or SYSTEM, "case.appealed", case, appeal=made.pk)

    notifications.notify_others(case)
    return made
