"""What of a product is agreed on and not handed over yet."""

from __future__ import annotations

from django.db.models import Q, Sum

from hosting.calendars.models import Hold
from hosting.offers.models.offers import Offer
from hosting.requests.states import ProposalState, RequestState


def promised_quantity(product: Offer) -> int:
    """How many the host still has to hand over of those that were taken from the stock.

    Also those of a joint request to which the host has said yes, while others haven't answered.
    """
    standing = Q(agreement__request__state=RequestState.AGREED)
    on_hold = Q(proposal__state=ProposalState.HELD)
    held = Hold.objects.filter(standing | on_hold, product=product.pk)
    return held.aggregate(count=Sum("quantity"))["count"] or 0
