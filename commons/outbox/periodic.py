"""What the clock starts."""

from celery import shared_task

from commons.outbox.models import OutboxEntry
from core.periodic import delete_row, for_each_row


@shared_task(name="outbox.forget_given_up")
def forget_given_up() -> int:
    """Delete jobs that were given up long ago.

    Returns how many could not be deleted; they are in the log.
    """
    return for_each_row(OutboxEntry.objects.outdated(), delete_row)
