"""What was removed goes for good, and what people told goes with it, each at its time."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.moderation.models import Appeal, Case, Copy
from core.permissions import require


@transaction.atomic
def erase_subject(*, case: Case, by: Actor) -> Case:
    """Nobody can appeal any more: what was removed is taken away."""
    require(by, "moderation.erase_subject", case)

    case = Case.objects.to_erase().select_for_update().get(pk=case.pk)

    if case.noun is not None and case.subject is not None:
        case.noun.erase(case.subject, by=by)
    case.erased_at = timezone.now()
    case.save(update_fields=["erased_at"])
    audit.record(by, "case.erased", case)
    return case


@transaction.atomic
def forget_case(*, case: Case, by: Actor) -> Case:
    """Copies, and who reported what in which words. A decision stays while it is in force."""
    require(by, "moderation.forget_case", case)

    case = Case.objects.to_forget().select_for_update().get(pk=case.pk)

    audit.record(by, "case.forgotten", case)
    if not case.is_hidden:
        case.delete()
        return case
    Copy.objects.filter(case=case).delete()
    case.reports.update(words="", name="", email="", by=None)
    Appeal.objects.filter(decision__case=case).update(words="", by=None)
    case.forgotten_at = timezone.now()
    case.save(update_fields=["forgotten_at"])
    return case
