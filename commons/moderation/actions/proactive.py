"""Deciding on what nobody has reported: with the same reasons, and the same way to appeal."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Model

from commons.accounts.models import User
from commons.moderation.actions.decisions import Verdict, decide_case
from commons.moderation.actions.opening import case_about, take_snapshot
from commons.moderation.errors import DecidedSinceError, MeasureNotOpenError, WaitsAlreadyError
from commons.moderation.models import Case, Decision
from commons.moderation.reportable_types import reportable_type_of
from commons.moderation.states import Measure
from core.permissions import require


@transaction.atomic
def decide_proactively(*, subject: Model, verdict: Verdict, by: User) -> Decision:
    """Open a case and decide it at once; whoever wrote it gets the statement and may appeal.

    Raises MeasureNotOpenError, RuleMissingError, WaitsAlreadyError where a report waits, or
    DecidedSinceError where it is hidden by now.
    """
    require(by, "moderation.decide_proactively", subject)

    kind = reportable_type_of(subject)
    if verdict.measure not in proactive_measures(subject, by):
        raise MeasureNotOpenError
    case, is_new = case_about(kind, subject)
    if not is_new:
        raise WaitsAlreadyError
    if (
        Case.objects.about_the_same(case).with_hidden_content().exists()
    ):  # somebody else was quicker
        raise DecidedSinceError

    take_snapshot(case, kind, subject)
    return decide_case(case=case, verdict=verdict, seen=0, by=by)


def proactive_measures(subject: Model, by: User) -> list[Measure]:
    """Where nothing has to change, there is nothing to decide."""
    closed = {Measure.NONE}
    if not by.has_perm("moderation.suspend_proactively", subject):
        closed.add(Measure.SUSPENDED)
    return [one for one in reportable_type_of(subject).measures_on(subject) if one not in closed]
