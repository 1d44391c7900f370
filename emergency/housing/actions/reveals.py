"""Who may read an address and the contacts of the other side, and when: the reveal ladder.

Nothing private of the other side leaves in any other way. Each read writes its row first, in the
same transaction: no row, no data.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.db import transaction
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.geography.models import Locality
from core.permissions import require
from core.text.formatting import format_or_list
from emergency.activations.choices import Group, Noun
from emergency.activations.models.actors import person_of, side_of
from emergency.activations.models.reveals import RevealLog
from emergency.housing.actions.requests import require_reason
from emergency.housing.errors.proposals import RevealNotAllowedError
from emergency.housing.models.offers import ENTRY_FIELDS, HousingAddress, HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.requests import HousingRequest
from emergency.intake.models.contacts import Contact
from emergency.intake.models.parties import Acting, Party

MAP: Final = "https://www.openstreetmap.org/search"
READABLE: Final = ("name", "phone", "email", "address", "directions", *ENTRY_FIELDS)


@dataclass(frozen=True, slots=True)
class Revealed:
    """What this reader may know at this hour; empty where a rung isn't reached."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    town: str = ""
    directions: str = ""
    floor: str = ""
    bell: str = ""
    access_code: str = ""
    entry_until: str = ""
    entry_note: str = ""

    @property
    def map_url(self) -> str:
        """A map on any telephone, without an account or a tracker; nothing is loaded before.

        `geo:` addresses open a map on Android alone.
        """
        if not self.address:
            return ""
        town = self.town.partition(" (")[0]  # several postcodes find nothing
        place = ", ".join(part for part in (self.address, town) if part)
        return f"{MAP}?{urlencode({'query': place})}"


@transaction.atomic
def reveal_home(*, placement: Placement, by: Party) -> Revealed:
    """To whoever will live there: the address once both have signed, how to get in a day before.

    Raises RevealNotAllowedError before that, and once the stay is over.
    """
    require(by, "emergency_housing.reveal_home", placement)
    _require_reveal_allowed(placement)

    offer = placement.offer
    private = HousingAddress.objects.filter(offer=offer).first()
    if private is None:
        raise RevealNotAllowedError
    host, reason = offer.contact or Contact(), placement.request.reference
    seen = Revealed(
        name=host.name,
        address=private.address,
        town=town_in_words(offer.locality),
        directions=private.directions,
    )
    _log(offer, Noun.OFFER, Group.ADDRESS, by, reason, seen)
    if not placement.shows_contact:
        return seen
    entry = {name: getattr(private, name) for name in ENTRY_FIELDS}
    more = Revealed(phone=host.phone, email=host.email, **entry)
    _log(offer, Noun.OFFER, Group.ACCESS, by, reason, more)
    return replace(seen, phone=host.phone, email=host.email, **entry)


@transaction.atomic
def reveal_guest(*, placement: Placement, by: Party) -> Revealed:
    """To the host: the first name once both have signed, telephone and e-mail a day before.

    Raises RevealNotAllowedError before that, and once the stay is over.
    """
    require(by, "emergency_housing.reveal_guest", placement)
    _require_reveal_allowed(placement)

    request, guest = placement.request, placement.request.contact or Contact()
    seen = Revealed(name=guest.name)
    if placement.shows_contact:
        seen = replace(seen, phone=guest.phone, email=guest.email)
    _log(request, Noun.REQUEST, Group.CONTACT, by, request.reference, seen)
    return seen


@transaction.atomic
def reveal_contact(*, subject: HousingRequest | HousingOffer, reason: str, by: User) -> Revealed:
    """To a coordinator who has to call or to send somebody there: with the reason, and logged.

    How to get in as well while a guest is expected or lives there: they may stand at the door.
    """
    require(by, "emergency_activations.coordinate_activation", subject)
    require_reason(reason)

    contact = subject.contact or Contact()
    seen = Revealed(name=contact.name, phone=contact.phone, email=contact.email)
    if isinstance(subject, HousingRequest):
        _log(subject, Noun.REQUEST, Group.CONTACT, by, reason, seen)
        return seen
    private = HousingAddress.objects.filter(offer=subject).first() or HousingAddress()
    seen = replace(
        seen,
        address=private.address,
        town=town_in_words(subject.locality),
        directions=private.directions,
    )
    _log(subject, Noun.OFFER, Group.ADDRESS, by, reason, seen)
    if not subject.placements.live().exists():
        return seen
    entry = {name: getattr(private, name) for name in ENTRY_FIELDS}
    _log(subject, Noun.OFFER, Group.ACCESS, by, reason, Revealed(**entry))
    return replace(seen, **entry)


@transaction.atomic
def reveal_host_phone(*, offer: HousingOffer, by: User) -> Revealed:
    """To a coordinator who rings about freshness: first name and number, and no address."""
    require(by, "emergency_activations.coordinate_activation", offer)

    contact = offer.contact or Contact()
    seen = Revealed(name=contact.name, phone=contact.phone)
    _log(offer, Noun.OFFER, Group.CONTACT, by, _("Called to ask if the home is still free"), seen)
    return seen


def town_in_words(locality: Locality) -> str:
    """`37550 Saint-Avertin`, as on a letter; of several postcodes all, as nobody asked which."""
    postcodes = [code for code in locality.postcodes.split("|") if code]
    if len(postcodes) == 1:
        return f"{postcodes[0]} {locality.name}"
    return f"{locality.name} ({format_or_list(postcodes)})" if postcodes else locality.name


def _require_reveal_allowed(placement: Placement) -> None:
    """Signed by both, and not over: what was read for a stay ends with it."""
    if not placement.agreement.is_signed or not placement.is_live:
        raise RevealNotAllowedError


def _log(
    subject: HousingRequest | HousingOffer,
    noun: Noun,
    group: Group,
    by: Acting,
    reason: str,
    seen: Revealed,
) -> None:
    """One row that names the fields shown; none where there was nothing to show of the door.

    `reason` is what a coordinator wrote, or the reference of the request whose stay it is.
    """
    shown = [name for name in READABLE if getattr(seen, name)]
    if group == Group.ACCESS and not shown:
        return
    RevealLog.objects.create(
        activation=subject.activation,
        side=side_of(by),
        person=person_of(by),
        noun=noun,
        number=subject.pk,
        group=group,
        fields=shown,
        reason=reason[:300],
    )
