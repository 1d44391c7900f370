"""What those who act for an organisation hear of its offers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from commons.accounts.models import User
from commons.notifications.actions import notices
from hosting.offers.models.offers import Offer

LEFT: Final = "offers/email/offer_left.txt"
TAKEN_OVER: Final = "offers/email/offer_taken_over.txt"
PAUSED: Final = "offers/email/offer_paused.txt"
ORGANISATION_HIDDEN: Final = "offers/email/organisation_hidden.txt"


def notify_of_left_offer(offer: Offer, colleagues: Iterable[User]) -> None:
    """Its host, unless they have left for good, and everybody who may take it over."""
    if offer.host.is_active:
        notices.notify(offer.host, PAUSED, offer)
    for person in colleagues:
        notices.notify(person, LEFT, offer, by=offer.host.display_name)


def notify_of_hidden_organisation(offer: Offer) -> None:
    """Its host, who resumes it themselves once the organisation is shown again."""
    if offer.host.is_active:
        notices.notify(offer.host, ORGANISATION_HIDDEN, offer)


def notify_of_take_over(offer: Offer, *, before: User, by: User) -> None:
    """Who was its host reads who has it now, with its address; not who has left for good."""
    if before.is_active:
        notices.notify(before, TAKEN_OVER, offer, by=by.display_name)


def dismiss_left_offer(offer: Offer) -> None:
    """Somebody has taken it over."""
    notices.dismiss_for_all(LEFT, offer)
