"""What the clock does with a home: its host is reminded, it is parked, it ends."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from emergency import notifications
from emergency.actions.cancellation import release_offer
from emergency.actions.offers import lock_offer, lock_with_asks, park_quietly, transition_offer
from emergency.enums.offers import OfferState
from emergency.models.offers import HousingOffer


@transaction.atomic
def remind_host(*, offer: HousingOffer, by: Actor) -> HousingOffer:
    """Is it still free? Asked a day before it would be parked, once, so that it never has to be."""
    require(by, "emergency.remind_host", offer)

    offer = lock_offer(offer)
    if not HousingOffer.objects.to_remind().filter(pk=offer.pk).exists():  # a word came meanwhile
        return offer
    offer.reminded_at = timezone.now()
    offer.save(update_fields=["reminded_at"])
    audit.record(by, "housing_offer.reminded", offer)

    if offer.contact is not None:
        notifications.mail_bearer(offer.submission, offer.contact, notifications.FREE_TOMORROW)
    return offer


@transaction.atomic
def park_offer(*, offer: HousingOffer, by: Actor) -> HousingOffer:
    """Too long without a word: it stays in sight of coordinators and is proposed to nobody."""
    require(by, "emergency.park_offer", offer)

    offer = lock_offer(offer)
    if offer.is_fresh:  # confirmed since the list was made
        return offer
    park_quietly(offer, by)
    return offer


@transaction.atomic
def end_offer(*, offer: HousingOffer, by: Actor) -> HousingOffer:
    """The days for which it was lent are over. Where somebody still lives, people look first."""
    require(by, "emergency.end_offer", offer)

    offer = lock_with_asks(offer)
    if not HousingOffer.objects.past().filter(pk=offer.pk).exists():  # lent longer meanwhile
        return offer
    template = _ending_template(offer)
    transition_offer(offer, OfferState.ENDED, by)
    release_offer(offer, by)
    if offer.contact is not None:
        notifications.mail_bearer(offer.submission, offer.contact, template)
    return offer


def _ending_template(offer: HousingOffer) -> str:
    """Thanks, an apology, or that a suspension can still be answered."""
    if offer.state == OfferState.SUSPENDED:
        return notifications.DAYS_OVER_SUSPENDED
    return notifications.DAYS_OVER_UNSEEN if offer.is_unseen else notifications.DAYS_OVER
