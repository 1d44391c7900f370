"""The periodic job that signs."""

from celery import shared_task
from django.db import IntegrityError

from commons.signing.actions import publish_head
from commons.signing.registries import HEADS
from core.periodic import for_each_row


@shared_task(name="signing.publish_heads")
def publish_heads() -> int:
    """Sign the head of each log that has grown since.

    Returns for how many logs that failed; these are logged as errors, the others are published.
    """
    return for_each_row(HEADS, publish_head, ignoring=IntegrityError)  # another worker was faster
