"""A measure is ended by those who took it, though nobody has appealed."""

from __future__ import annotations

from django.db import transaction

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.moderation import notifications
from commons.moderation.actions.decisions import Verdict, create_decision, transition_case
from commons.moderation.actions.effects import apply_decision
from commons.moderation.errors import AppealWaitsError, DecidedSinceError, NotInForceError
from commons.moderation.models import Case, Decision
from commons.moderation.states import CaseState, Measure
from commons.moderation.tasks import notify_reporters
from commons.outbox import actions as outbox
from core.permissions import require


@transaction.atomic
def lift_measure(*, case: Case, words: str, seen: int, by: User) -> Decision:
    """Give back what was hidden, with a reason for both sides; whoever reported it may appeal.

    `seen` is how many decisions stood on the page. Raises AppealWaitsError, DecidedSinceError or
    NotInForceError.
    """
    require(by, "moderation.lift_measure", case)

    case = Case.objects.locked(case.pk)
    _require_in_force(case, seen)

    verdict = Verdict(measure=Measure.LIFTED, facts="", words=words)
    decision = create_decision(case, verdict, by)
    transition_case(case, decision)
    apply_decision(case, decision, by=by)
    audit.record(by, "case.lifted", case, decision=decision.pk)

    notifications.notify_authors(decision)
    outbox.enqueue(notify_reporters, decision_id=decision.pk)
    return decision


def _require_in_force(case: Case, seen: int) -> None:
    """An appeal that came first is answered by somebody else, whatever its answer will be."""
    if case.state == CaseState.APPEALED:
        raise AppealWaitsError
    if case.decisions.count() != seen:
        raise DecidedSinceError
    if not case.can_be_lifted or case.subject is None:
        raise NotInForceError
