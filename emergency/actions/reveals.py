"""The reveal ladder. Nothing private of the other side leaves in any other way.

Each read writes its row first, in the same transaction: no row, no data.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.permissions import require
from emergency.actions.requests import require_reason
from emergency.enums import Group, Noun
from emergency.errors.asking import RungError
from emergency.models import (
    Acting,
    Contact,
    HousingAddress,
    HousingOffer,
    HousingRequest,
    Party,
    Placement,
    RevealLog,
    person_of,
    side_of,
)


@dataclass(frozen=True, slots=True)
class Revealed:
    """What this reader may know at this hour; empty where a rung isn't reached."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    directions: str = ""
    access_code: str = ""


@transaction.atomic
def reveal_home(*, placement: Placement, by: Party) -> Revealed:
    """To whoever will live there: the address once both have signed, the code a day before."""
    require(by, "emergency.read_home", placement)
    _require_rung(placement)

    offer = placement.offer
    private = HousingAddress.objects.get(offer=offer)
    host = offer.contact
    _log(offer, Noun.OFFER, Group.ADDRESS, by, f"placement {placement.public_id}")
    seen = Revealed(
        name=host.name if host else "",
        address=private.address,
        directions=private.directions,
    )
    if not placement.is_near:
        return seen
    _log(offer, Noun.OFFER, Group.ACCESS, by, f"placement {placement.public_id}")
    return Revealed(
        name=seen.name,
        phone=host.phone if host else "",
        address=seen.address,
        directions=seen.directions,
        access_code=private.access_code,
    )


@transaction.atomic
def reveal_guest(*, placement: Placement, by: Party) -> Revealed:
    """To the host: the first name once both have signed, the telephone a day before."""
    require(by, "emergency.read_guest", placement)
    _require_rung(placement)

    request, guest = placement.request, placement.request.contact
    _log(request, Noun.REQUEST, Group.CONTACT, by, f"placement {placement.public_id}")
    if guest is None:
        return Revealed()
    return Revealed(name=guest.name, phone=guest.phone if placement.is_near else "")


@transaction.atomic
def reveal_contact(*, subject: HousingRequest | HousingOffer, reason: str, by: User) -> Revealed:
    """To a coordinator who has to call or to send somebody there: with the reason, and logged."""
    require(by, "emergency.coordinate", subject)
    require_reason(reason)

    private = None
    if isinstance(subject, HousingOffer):
        _log(subject, Noun.OFFER, Group.ADDRESS, by, reason)
        private = HousingAddress.objects.filter(offer=subject).first()
    else:
        _log(subject, Noun.REQUEST, Group.CONTACT, by, reason)
    contact = subject.contact or Contact()
    return Revealed(
        name=contact.name,
        phone=contact.phone,
        email=contact.email,
        address=private.address if private else "",
        directions=private.directions if private else "",
    )


@transaction.atomic
def reveal_host_phone(*, offer: HousingOffer, by: User) -> Revealed:
    """To a coordinator who rings about freshness: first name and number, and no address."""
    require(by, "emergency.coordinate", offer)

    _log(offer, Noun.OFFER, Group.CONTACT, by, _("Rung: is it still free?"))
    contact = offer.contact or Contact()
    return Revealed(name=contact.name, phone=contact.phone)


def _require_rung(placement: Placement) -> None:
    """Signed by both, and not over for more than a week."""
    if not placement.agreement.is_signed or placement.is_long_over:
        raise RungError


def _log(
    subject: HousingRequest | HousingOffer, noun: Noun, group: Group, by: Acting, reason: str
) -> None:
    RevealLog.objects.create(
        activation=subject.activation,
        side=side_of(by),
        person=person_of(by),
        noun=noun,
        number=subject.pk,
        group=group,
        reason=reason[:300],
    )
