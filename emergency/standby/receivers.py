"""Signal handlers; they only write rows."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from emergency.standby.actions.standbys import end_standbys_at
from hosting.offers.models.offers import Offer
from hosting.offers.signals import offer_erased


@receiver(offer_erased, dispatch_uid="emergency.end_standbys")
def end_standbys(sender: type, offer: Offer, **kwargs: Any) -> None:
    end_standbys_at(offer)
