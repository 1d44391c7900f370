"""What the clock starts. Each job returns how many rows failed; they are in the log."""

from celery import shared_task

from commons.moderation.actions.forgetting import erase_subject, forget_case
from commons.moderation.models import Case
from core.periodic import for_each_row
from core.permissions import SYSTEM


@shared_task(name="moderation.erase_removed")
def erase_removed() -> int:
    """What was removed, half a year ago or by the answer to an appeal."""
    return for_each_row(
        Case.objects.to_erase(),
        lambda case: erase_subject(case=case, by=SYSTEM),
        ignoring=Case.DoesNotExist,  # appealed since the list was made
    )


@shared_task(name="moderation.forget_cases")
def forget_cases() -> int:
    """Copies of words, and who reported them, a year after the last decision."""
    return for_each_row(
        Case.objects.to_forget(),
        lambda case: forget_case(case=case, by=SYSTEM),
        ignoring=Case.DoesNotExist,
    )
