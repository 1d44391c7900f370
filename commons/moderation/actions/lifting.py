"""A measure is ended by those who took it, though nobody has appealed."""

from __future__ import annotations

from django.db import transaction

from commons.accounts.actions import audit, outbox
from commons.accounts.models import User
from commons.accounts.permissions import require
from commons.moderation import notifications
from commons.moderation.actions.decisions import Verdict, turn, write_down
from commons.moderation.actions.effects import bring_about
from commons.moderation.enums import CaseState, Measure
from commons.moderation.errors import AppealWaitsError, DecidedSinceError, NotInForceError
from commons.moderation.models import Case, Decision
from commons.moderation.tasks import tell_reporters


@transaction.atomic
def lift_measure(*, case: Case, words: str, seen: int, by: User) -> Decision:
    """Give back what was hidden, with a reason for both sides; whoever reported it may appeal.

    `seen` is how many decisions stood on the page. Raises AppealWaitsError, DecidedSinceError or
    NotInForceError.
    """
    require(by, "moderation.lift_measure", case)

    case = Case.objects.select_for_update().get(pk=case.pk)
    _require_in_force(case, seen)

    verdict = Verdict(measure=Measure.LIFTED, facts="", words=words)
    decision = write_down(case, verdict, by)
    turn(case, decision)
    bring_about(case, decision, by=by)
    audit.record(by, "case.lifted", case, decision=decision.pk)

    notifications.tell_authors(decision)
    outbox.post(tell_reporters, decision_id=decision.pk)
    return decision


def _require_in_force(case: Case, seen: int) -> None:
    """An appeal that came first is answered by somebody else, whatever its answer will be."""
    if case.state == CaseState.APPEALED:
        raise AppealWaitsError
    if case.decisions.count() != seen:
        raise DecidedSinceError
    if not case.can_be_lifted or case.subject is None:
        raise NotInForceError
