"""A host lends one of their own stays: what hosting knows is taken over, nothing is typed twice."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import require
from core.dates import DateRange
from emergency.actions.states import write_event
from emergency.enums import AccessMode, Door, HostHousehold, Noun, PlaceKind
from emergency.errors.activations import DoorsClosedError
from emergency.errors.offers import (
    LentTooShortError,
    NoPlaceError,
    UnitKnownError,
    WholeOnlyError,
)
from emergency.models import Activation, Contact, HousingAddress, HousingOffer, Submission
from emergency.validators import MOST_PEOPLE
from hosting.enums import LodgingKind
from hosting.models import Unit

LIVED_IN = frozenset({LodgingKind.IN_HOME, LodgingKind.GUEST_ROOM})


@transaction.atomic
def lend_unit(
    *,
    activation: Activation,
    unit: Unit,
    dates: DateRange,
    access_mode: AccessMode,
    access_hours: str,
    key: UUID,
    by: User,
) -> HousingOffer:
    """The same `key` lends it once.

    Raises DoorsClosedError, LentTooShortError, WholeOnlyError, UnitKnownError, NoPlaceError.
    """
    require(by, "emergency.lend_unit", unit)
    activation = Activation.objects.select_for_update().get(pk=activation.pk)
    if known := HousingOffer.objects.filter(submission__key=key).first():
        return known
    _require_possible(activation, unit, dates)

    stay, place = unit.stay, unit.stay.place
    lived_in = stay.lodging_kind in LIVED_IN
    if place is None:
        raise NoPlaceError
    contact = Contact.objects.create(
        name=by.display_name[:60],
        full_name=by.full_name[:120],
        phone=str(by.phone),
        email=by.email,
        language=by.language,
    )
    offer = HousingOffer.objects.create(
        submission=_slip(activation, key, by),
        activation=activation,
        contact=contact,
        phone_digest=contact.phone_digest,
        email_digest=contact.email_digest,
        host=by,
        unit=unit,
        locality=place.locality,
        latitude=place.latitude,
        longitude=place.longitude,
        kind=PlaceKind.SHARED if lived_in else PlaceKind.WHOLE,
        check_in=dates.check_in,
        check_out=dates.check_out,
        sleeps=min(unit.sleeps, MOST_PEOPLE),
        household=HostHousehold.MIXED if lived_in else HostHousehold.NONE,
        access_mode=access_mode,
        access_hours=access_hours,
    )
    HousingAddress.objects.create(
        offer=offer, address=place.address, directions=place.directions[:500]
    )
    write_event(offer, noun=Noun.OFFER, by=by)
    audit.record(by, "housing_offer.lent", offer, unit=unit.pk)
    return offer


def _require_possible(activation: Activation, unit: Unit, dates: DateRange) -> None:
    if not activation.takes_requests:
        raise DoorsClosedError
    first = max(dates.check_in, activation.today())
    if (dates.check_out - first).days < activation.least_lent:
        raise LentTooShortError(least=activation.least_lent)
    if activation.whole_only and unit.stay.lodging_kind in LIVED_IN:
        raise WholeOnlyError
    if activation.housing_offers.filter(unit=unit).exists():
        raise UnitKnownError


def _slip(activation: Activation, key: UUID, by: User) -> Submission:
    """Taken in already: there is nothing to read from it."""
    return Submission.objects.create(
        activation=activation,
        door=Door.LEND,
        key=key,
        language=get_language() or by.language,
        taken_in_at=timezone.now(),
    )
