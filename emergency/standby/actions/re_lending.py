"""A home comes back in another emergency: days and checks begin anew, nothing is typed twice."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import transaction
from django.forms import model_to_dict
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.values.dates import DateRange
from emergency.activations.actions.states import write_event
from emergency.activations.choices import Noun
from emergency.activations.models.activations import Activation
from emergency.activations.models.actors import auditor
from emergency.housing import notifications
from emergency.housing.actions.offers import lock_offer
from emergency.housing.errors.offers import NotAgainError, UnitKnownError, WholeOnlyError
from emergency.housing.models.offers import HousingAddress, HousingOffer
from emergency.intake.choices import IntakeType
from emergency.intake.models.contacts import Contact
from emergency.intake.models.parties import Party
from emergency.intake.models.submissions import Submission
from emergency.standby.actions.lending import require_long_enough, require_open_intake
from emergency.standby.notifications import LEND_AGAIN
from hosting.offers.states import OfferState as StayState

OF_CONTACT: Final = ("name", "full_name", "phone", "email", "language")
OF_ADDRESS: Final = ("address", "has_no_number", "directions")  # how to get in is asked anew
OF_HOME: Final = (
    *("phone_digest", "email_digest", "host_id", "unit_id", "locality_id", "latitude", "longitude"),
    *("kind", "sleeps", "step_free", "takes_pets", "parking", "household"),
    *("double_beds", "cots", "smoking", "presences"),
    *("access_mode", "access_hours", "words"),
)


@transaction.atomic
def lend_again(
    *, offer: HousingOffer, activation: Activation, dates: DateRange, by: Party | User
) -> HousingOffer:
    """Once an emergency, however often it is pressed; somebody looks at it as at a new one.

    Raises NotAgainError, IntakeClosedError, LentTooShortError, WholeOnlyError, UnitKnownError.
    """
    require(by, "emergency_standby.lend_again", offer)

    activation = Activation.objects.locked(activation.pk)
    offer = lock_offer(offer)
    key = offer.key_in(activation)
    if known := HousingOffer.objects.filter(submission__key=key).first():
        return known
    require_open_intake(activation)
    if not offer.can_come_again or offer.suspensions.in_force().exists():
        raise NotAgainError
    if offer.locality.department_code not in activation.department_codes:
        raise NotAgainError
    require_long_enough(activation, dates)
    if activation.whole_only and offer.is_shared:
        raise WholeOnlyError
    # What hosting knows has to be published still, and not be lent there already.
    if offer.unit is not None:
        stay = offer.unit.stay
        if not stay.live or stay.state != StayState.OPEN:
            raise NotAgainError
        if activation.housing_offers.filter(unit=offer.unit).exists():
            raise UnitKnownError

    again = _copied(offer, activation, dates, key)
    write_event(again, noun=Noun.OFFER, by=by)
    audit.record(auditor(by), "housing_offer.lent_again", again, instead_of=offer.pk)

    if again.contact is not None:
        notifications.mail_bearer(again.submission, again.contact, notifications.RECEIPT)
    return again


@transaction.atomic
def call_hosts_again(*, activation: Activation, by: Actor) -> int:
    """Ask whoever lent a home here until its end: one letter, with the press on their page."""
    require(by, "emergency_standby.call_hosts_again", activation)

    activation = Activation.objects.locked(activation.pk)
    if not activation.takes_requests:
        return 0
    rows = HousingOffer.objects.to_call_again(activation).select_related("submission__activation")
    homes = [
        home
        for home in rows.select_related("contact").select_for_update(of=("self",))
        if not Submission.objects.filter(key=home.key_in(activation)).exists()
    ]

    for home in homes:
        home.called_again_in = activation
    HousingOffer.objects.bulk_update(homes, ["called_again_in"])

    for home in homes:
        if home.contact is not None:
            notifications.mail_bearer(home.submission, home.contact, LEND_AGAIN)
    return len(homes)


def _copied(
    offer: HousingOffer, activation: Activation, dates: DateRange, key: UUID
) -> HousingOffer:
    """Everything that describes it; no check, no word on freshness, no state comes along."""
    known = model_to_dict(offer.contact or Contact(), OF_CONTACT)
    contact = Contact.objects.create(**known)
    submission = Submission.objects.create(
        activation=activation,
        intake_type=IntakeType.OFFER,
        key=key,
        language=offer.submission.language,
        taken_in_at=timezone.now(),
    )
    again = HousingOffer.objects.create(
        submission=submission,
        activation=activation,
        contact=contact,
        check_in=dates.check_in,
        check_out=dates.check_out,
        **{name: getattr(offer, name) for name in OF_HOME},
    )
    private = HousingAddress.objects.filter(offer=offer).first()
    where = model_to_dict(private, OF_ADDRESS) if private else {}
    HousingAddress.objects.create(offer=again, **where)
    return again
