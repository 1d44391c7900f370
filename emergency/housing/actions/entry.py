"""Where a home is, and how whoever comes gets in: completed, described, asked for again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.geography.models import Locality
from core.permissions import require
from emergency.activations.models.actors import auditor
from emergency.housing import notifications
from emergency.housing.actions.offers import lock_offer
from emergency.housing.actions.placements import lock_placement
from emergency.housing.actions.suitability import require_found
from emergency.housing.errors.extensions import StayOverError
from emergency.housing.errors.offers import (
    CodeMissingError,
    EntryMissingError,
    GuestAgreedError,
    HomeCheckedError,
    HomeOverError,
)
from emergency.housing.models.alerts import Alert
from emergency.housing.models.offers import HousingAddress, HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.states.offers import AccessMode, OfferState
from emergency.housing.states.proposals import LIVE_PLACEMENTS, PlacementState
from emergency.housing.states.requests import NextAction
from emergency.intake.models.parties import Party

AFTER_SIGNING: Final = timedelta(minutes=30)  # the mail that both have signed asks as well


@transaction.atomic
def complete_home(
    *,
    offer: HousingOffer,
    address: str,
    has_no_number: bool,
    access_mode: str,
    access_hours: str,
    by: Party | User,
) -> HousingOffer:
    """Save where it is and how the key changes hands; an empty `address` stays as it was.

    From the visit on, only the coordination moves it: a guest is sent where somebody looked.
    Raises HomeOverError, HomeCheckedError and what `require_found` raises.
    """
    require(by, "emergency_housing.manage_offer", offer)

    offer = lock_offer(offer)
    if offer.is_over:
        raise HomeOverError
    where, _new = HousingAddress.objects.get_or_create(offer=offer)
    where.offer = offer
    may_move = by.has_perm("emergency_activations.coordinate_activation", offer)
    # Another address than the complete one at which somebody looks, or has looked.
    is_looked_at = offer.state == OfferState.CHECKING and not where.lacks_number
    is_other = bool(where.address) and address.strip() not in {"", where.address}
    if not may_move and (not offer.is_unseen or (is_looked_at and is_other)):
        raise HomeCheckedError
    offer.access_mode, offer.access_hours = access_mode, access_hours.strip()
    offer.save(update_fields=["access_mode", "access_hours"])
    if address.strip():
        where.address = address.strip()
    where.has_no_number = has_no_number
    where.save(update_fields=["address", "has_no_number"])
    require_found(offer)
    audit.record(auditor(by), "housing_offer.completed", offer)
    return offer


@transaction.atomic
def correct_home(
    *, offer: HousingOffer, locality: Locality, by: Party | User, **details: Any
) -> HousingOffer:
    """Correct where it is, its beds and what is there, until its host signs for a guest.

    `details` holds other fields of the offer. From the visit on, only the coordination moves it.
    Raises HomeOverError, GuestAgreedError, HomeCheckedError.
    """
    require(by, "emergency_housing.manage_offer", offer)

    offer = lock_offer(offer)
    if offer.is_over:
        raise HomeOverError
    if offer.is_promised:
        raise GuestAgreedError
    if locality.pk != offer.locality_id:
        if not offer.is_unseen and not by.has_perm(
            "emergency_activations.coordinate_activation", offer
        ):
            raise HomeCheckedError
        # As the form places a new home: nobody is asked for a point on a map.
        middle_of = {
            "latitude": round(locality.latitude, 2),
            "longitude": round(locality.longitude, 2),
        }
        details |= {"locality": locality, **middle_of}
    changed = sorted(name for name, value in details.items() if getattr(offer, name) != value)
    for name in changed:
        setattr(offer, name, details[name])
    offer.save(update_fields=changed)
    audit.record(auditor(by), "housing_offer.corrected", offer, fields=changed)
    return offer


@transaction.atomic
def describe_entry(*, placement: Placement, by: Party | User, **details: str) -> HousingAddress:
    """Save how they get in. `details` holds `ENTRY_FIELDS`; what is left empty stays as it was.

    The alarm that it is missing ends, and the guest hears that there is something new to read.
    Raises StayOverError, CodeMissingError, EntryMissingError.
    """
    require(by, "emergency_housing.describe_entry", placement)

    placement = lock_placement(placement)
    if placement.state not in LIVE_PLACEMENTS:
        raise StayOverError
    offer = lock_offer(placement.offer)
    where, _new = HousingAddress.objects.get_or_create(offer=offer)
    where.offer = offer
    new = {  # the form never shows what was saved, so empty doesn't mean removed
        name: words.strip()
        for name, words in details.items()
        if words.strip() not in {"", getattr(where, name)}
    }
    for name, words in new.items():
        setattr(where, name, words)
    if not where.has_entry:
        is_box = offer.access_mode == AccessMode.KEY_BOX
        raise CodeMissingError if is_box else EntryMissingError
    where.save(update_fields=list(details))
    waiting = Alert.objects.unseen().filter(action=NextAction.ENTRY)
    waiting.filter(request__placements__in=offer.placements.live()).delete()
    audit.record(auditor(by), "placement.entry_described", placement)
    if new:
        is_near = placement.is_near
        notifications.mail_requester(
            placement.proposal, notifications.ENTRY_WRITTEN, is_near=is_near
        )
    return where


@transaction.atomic
def remind_of_entry(*, placement: Placement, by: Actor) -> Placement:
    """Mail the host a day before the first night that nobody could get in yet, once."""
    require(by, "emergency_housing.remind_of_entry", placement)

    placement = lock_placement(placement)
    is_new = placement.at > timezone.now() - AFTER_SIGNING
    if placement.state != PlacementState.CONFIRMED or not placement.is_near or is_new:
        return placement
    if not Placement.objects.without_entry().filter(pk=placement.pk, entry_asked_at=None).exists():
        return placement
    placement.entry_asked_at = timezone.now()
    placement.save(update_fields=["entry_asked_at"])
    audit.record(by, "placement.entry_asked", placement)

    notifications.mail_host(placement.proposal, notifications.ENTRY_MISSING)
    return placement
