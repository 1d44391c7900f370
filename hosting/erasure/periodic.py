"""The job of erasure that the clock starts.

It returns how many rows failed; they are in the log.
"""

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from hosting.erasure.actions.host_data import erase_offer
from hosting.erasure.selectors import offers_to_erase


@shared_task(name="hosting.erase_homes")
def erase_left_offers() -> int:
    """Offers of hosts who left while a request for them was open or agreed, now that it isn't."""
    return for_each_row(offers_to_erase(), lambda offer: erase_offer(offer=offer, by=SYSTEM))
