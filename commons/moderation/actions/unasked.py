"""Deciding on what nobody has reported: with the same reasons, and the same way to appeal."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Model

from commons.accounts.models import User
from commons.accounts.permissions import require
from commons.moderation.actions.decisions import Verdict, decide_case
from commons.moderation.actions.opening import case_about, copy_of
from commons.moderation.enums import Measure
from commons.moderation.errors import DecidedSinceError, MeasureNotOpenError, WaitsAlreadyError
from commons.moderation.models import Case, Decision, kind_of


@transaction.atomic
def act_unasked(*, subject: Model, verdict: Verdict, by: User) -> Decision:
    """Open a case and decide it at once; whoever wrote it gets the statement and may appeal.

    Raises MeasureNotOpenError, RuleMissingError, WaitsAlreadyError where a report waits, or
    DecidedSinceError where it is hidden by now.
    """
    require(by, "moderation.act_unasked", subject)

    kind = kind_of(subject)
    if verdict.measure not in measures_unasked(subject, by):
        raise MeasureNotOpenError
    case, is_new = case_about(kind, subject)
    if not is_new:
        raise WaitsAlreadyError
    if Case.objects.about_the_same(case).hiding().exists():  # somebody else was quicker
        raise DecidedSinceError

    copy_of(case, kind, subject)
    return decide_case(case=case, verdict=verdict, seen=0, by=by)


def measures_unasked(subject: Model, by: User) -> list[Measure]:
    """Where nothing has to change, there is nothing to decide."""
    closed = {Measure.NONE}
    if not by.has_perm("moderation.suspend_unasked", subject):
        closed.add(Measure.SUSPENDED)
    return [one for one in kind_of(subject).measures_on(subject) if one not in closed]
