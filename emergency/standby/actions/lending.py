"""A host lends one of their own stays: what hosting knows is taken over, nothing is typed twice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from core.text.formatting import format_and_list, format_date_range
from core.values.dates import DateRange
from emergency.activations.actions.states import write_event
from emergency.activations.choices import Noun
from emergency.activations.models.activations import Activation
from emergency.housing import notifications
from emergency.housing.errors.offers import (
    HomeTakenError,
    LentTooShortError,
    NoPlaceError,
    UnitKnownError,
    WholeOnlyError,
)
from emergency.housing.models.offers import HousingAddress, HousingOffer
from emergency.housing.states.offers import HostHousehold, PlaceKind
from emergency.housing.validators import MOST_COTS, MOST_PEOPLE
from emergency.intake.choices import IntakeType
from emergency.intake.errors import IntakeClosedError
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission
from emergency.standby.selectors.standbys import taken_ranges
from hosting.offers.choices.lists import BedKind, LodgingKind
from hosting.offers.models.places import Place
from hosting.offers.models.stays import Unit

LIVED_IN = frozenset({LodgingKind.IN_HOME, LodgingKind.GUEST_ROOM})


@transaction.atomic
def lend_unit(
    *,
    activation: Activation,
    unit: Unit,
    dates: DateRange,
    key: UUID,
    by: User,
    presences: list[str] | None = None,
    **access: str,
) -> HousingOffer:
    """The same `key` lends it once; `access` is the mode and the hours of the key.

    `presences` has values of `Presence`; None where the host wasn't asked.

    Raises IntakeClosedError, LentTooShortError, WholeOnlyError, UnitKnownError, HomeTakenError,
    NoPlaceError.
    """
    require(by, "emergency_standby.lend_unit", unit)
    activation = Activation.objects.locked(activation.pk)
    if known := HousingOffer.objects.filter(submission__key=key).first():
        return known
    _require_possible(activation, unit, dates)

    details = _known_of(unit, by)
    offer = HousingOffer.objects.create(
        submission=_create_submission(activation, key, by),
        activation=activation,
        check_in=dates.check_in,
        check_out=dates.check_out,
        presences=presences,
        **access,
        **details,
    )
    _keep_address(offer, unit)
    write_event(offer, noun=Noun.OFFER, by=by)
    audit.record(by, "housing_offer.lent", offer, unit=unit.pk)

    notifications.mail_bearer(offer.submission, details["contact"], notifications.RECEIPT)
    return offer


def require_open_intake(activation: Activation) -> None:
    """Raises IntakeClosedError."""
    if not activation.takes_requests:
        raise IntakeClosedError


def require_long_enough(activation: Activation, dates: DateRange) -> None:
    """Raises LentTooShortError."""
    first = max(dates.check_in, activation.today())
    if (dates.check_out - first).days < activation.least_lent:
        raise LentTooShortError(least=activation.least_lent)


def _known_of(unit: Unit, host: User) -> dict[str, Any]:
    """What nobody has to type: whose it is, where, and how it is lived in."""
    place, lived_in = _place_of(unit), unit.stay.lodging_kind in LIVED_IN
    contact = Contact.objects.create(
        name=host.display_name[:60],
        full_name=host.full_name[:120],
        phone=str(host.phone),
        email=host.email,
        language=host.language,
    )
    # A bunk bed sleeps two. Where hosting knows no beds, as many as people.
    counts = dict(unit.beds.values_list("kind", "count"))
    double, cots = counts.pop(BedKind.DOUBLE, 0), counts.pop(BedKind.COT, 0)
    beds = double + sum(counts.values()) + counts.get(BedKind.BUNK, 0)
    return {
        "contact": contact,
        "phone_digest": contact.phone_digest,
        "email_digest": contact.email_digest,
        "host": host,
        "unit": unit,
        "locality": place.locality,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "kind": PlaceKind.SHARED if lived_in else PlaceKind.WHOLE,
        "sleeps": min(beds or unit.sleeps, MOST_PEOPLE),
        "double_beds": min(double, MOST_PEOPLE),
        "cots": min(cots, MOST_COTS),
        "household": HostHousehold.MIXED if lived_in else HostHousehold.NONE,
    }


def _keep_address(offer: HousingOffer, unit: Unit) -> None:
    place = _place_of(unit)
    HousingAddress.objects.create(
        offer=offer, address=place.address, directions=place.directions[:500]
    )


def _place_of(unit: Unit) -> Place:
    """Raises NoPlaceError."""
    place: Place | None = unit.stay.place
    if place is None:
        raise NoPlaceError
    return place


def _require_possible(activation: Activation, unit: Unit, dates: DateRange) -> None:
    require_open_intake(activation)
    require_long_enough(activation, dates)
    if activation.whole_only and unit.stay.lodging_kind in LIVED_IN:
        raise WholeOnlyError
    if activation.housing_offers.filter(unit=unit).exists():
        raise UnitKnownError
    if taken := taken_ranges(unit, dates):
        raise HomeTakenError(nights=format_and_list(format_date_range(one) for one in taken))


def _create_submission(activation: Activation, key: UUID, by: User) -> Submission:
    """Taken in already: there is nothing to read from it."""
    return Submission.objects.create(
        activation=activation,
        intake_type=IntakeType.OFFER,
        key=key,
        language=get_language() or by.language,
        taken_in_at=timezone.now(),
    )
