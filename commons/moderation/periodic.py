"""What the clock starts."""

from contextlib import suppress

from celery import shared_task

from commons.accounts.permissions import SYSTEM
from commons.moderation.actions.forgetting import erase_subject, forget_case
from commons.moderation.models import Case


@shared_task(name="moderation.erase_removed")
def erase_removed() -> None:
    """What was removed, half a year ago or by the answer to an appeal."""
    for case in Case.objects.to_erase():
        with suppress(Case.DoesNotExist):  # appealed since the list was made
            erase_subject(case=case, by=SYSTEM)


@shared_task(name="moderation.forget_cases")
def forget_cases() -> None:
    """Copies of words, and who reported them, a year after the last decision."""
    for case in Case.objects.to_forget():
        with suppress(Case.DoesNotExist):
            forget_case(case=case, by=SYSTEM)
