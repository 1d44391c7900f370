"""What a decision on a report does to offers. Whoever calls has asked and recorded."""

from __future__ import annotations

from django.utils import timezone

from hosting.offers.models.offers import Offer
from hosting.offers.signals import offer_changed, offer_withdrawn
from hosting.offers.states import OfferState


def hide_offer(offer: Offer) -> None:
    """Off every page, whatever its host does; the switch of the host stays as it is."""
    offer = Offer.objects.locked(offer.pk, no_key=True)

    offer.hidden_at = timezone.now()
    Offer.objects.filter(pk=offer.pk).update(hidden_at=offer.hidden_at)

    offer_withdrawn.send(sender=Offer, offer=offer)


def unhide_offer(offer: Offer) -> None:
    offer = Offer.objects.locked(offer.pk, no_key=True)

    offer.hidden_at = None
    Offer.objects.filter(pk=offer.pk).update(hidden_at=None)

    offer_changed.send(sender=Offer, offer=offer)


def erase_offer(offer: Offer) -> None:
    """Withdrawn, which is final. The words in its drafts are the host's own."""
    Offer.objects.filter(pk=offer.pk).update(state=OfferState.WITHDRAWN)
