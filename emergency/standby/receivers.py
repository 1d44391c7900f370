"""Signal handlers; they only write rows."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from emergency.standby.actions.standbys import end_standbys_at, end_standbys_of_former_host
from hosting.offers.models.offers import Offer
from hosting.offers.signals import offer_erased, offer_handed_over


@receiver(offer_erased, dispatch_uid="emergency.end_standbys")
def end_standbys(sender: type, offer: Offer, **kwargs: Any) -> None:
    end_standbys_at(offer)


@receiver(offer_handed_over, dispatch_uid="emergency.end_standbys_of_former_host")
def end_promises_of_former_host(sender: type, offer: Offer, before: User, **kwargs: Any) -> None:
    end_standbys_of_former_host(offer, before)
