"""What the clock starts."""

from celery import shared_task

from commons.quotas.models import QuotaCount
from core.periodic import delete_row, for_each_row


@shared_task(name="quotas.forget_counts")
def forget_counts() -> int:
    """Delete counts whose time has ended.

    Returns how many could not be deleted; they are in the log.
    """
    return for_each_row(QuotaCount.objects.ended(), delete_row)
