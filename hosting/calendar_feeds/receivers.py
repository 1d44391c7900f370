"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from hosting.calendar_feeds.actions import (
    end_feeds_of_former_host,
    forget_feeds_of,
    forget_feeds_of_offer,
)
from hosting.offers.models.offers import Offer
from hosting.offers.signals import offer_erased, offer_handed_over


@receiver(account_closed, dispatch_uid="calendar_feeds.forget_person")
def forget_feeds_of_person(sender: type, person: User, **kwargs: Any) -> None:
    forget_feeds_of(person)


@receiver(offer_erased, dispatch_uid="calendar_feeds.forget_offer")
def forget_feeds_of_erased_offer(sender: type, offer: Offer, **kwargs: Any) -> None:
    forget_feeds_of_offer(offer)


@receiver(offer_handed_over, dispatch_uid="calendar_feeds.end_former_host")
def end_feeds_of_handed_over_offer(sender: type, offer: Offer, **kwargs: Any) -> None:
    end_feeds_of_former_host(offer)
