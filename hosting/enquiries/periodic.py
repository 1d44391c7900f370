"""What the clock starts. Each job returns how many rows failed; they are in the log."""

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from hosting.enquiries.actions import forget_enquiry
from hosting.enquiries.models import Enquiry


@shared_task(name="hosting.forget_enquiries")
def forget_enquiries() -> int:
    """Conversations without a request in which nobody has written for CONVERSATIONS_KEPT."""
    return for_each_row(
        Enquiry.objects.to_forget(), lambda enquiry: forget_enquiry(enquiry=enquiry, by=SYSTEM)
    )
