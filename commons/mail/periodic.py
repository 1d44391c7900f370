"""What the clock starts."""

from celery import shared_task

from commons.mail.models import Letter
from core.periodic import delete_row, for_each_row


@shared_task(name="mail.forget_letters")
def forget_letters() -> int:
    """Delete letters whose secret is worth nothing any more.

    Returns how many could not be deleted; they are in the log.
    """
    return for_each_row(Letter.objects.stale(), delete_row)
