"""A sign-up opens, changes and ends; employees register, withdraw, and have paid on paper.

The row of the sign-up is locked before its registrations: it is what the last place hangs on.
"""

from __future__ import annotations

from dataclasses import astuple
from datetime import date

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.accounts.rules import has_verified_email
from commons.audit import actions as audit
from core.permissions import SYSTEM, require
from core.quotas.checks import require_quota
from core.security.tokens import new_nonce
from core.text.formatting import format_day
from travel_stories.trip_sign_ups import notifications
from travel_stories.trip_sign_ups.errors import (
    AddressUnconfirmedError,
    AlreadyRegisteredError,
    BandGoneError,
    FewerSeatsError,
    SignUpClosedError,
    SignUpFullError,
    SignUpGoneError,
)
from travel_stories.trip_sign_ups.models import Registration, SignUp, SignUpData
from travel_stories.trips.actions.plans import lock_trip
from travel_stories.trips.errors.trips import TripOverError
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip


@transaction.atomic
def save_sign_up(*, trip: Trip, data: SignUpData, by: TripMember) -> SignUp:
    """Open the sign-up of a trip, change it, or open it again under a new link.

    New amounts are for those who register from now on. Raises TripOverError, FewerSeatsError.
    """
    require(by, "trip_sign_ups.manage_sign_up", trip)

    trip = lock_trip(trip)
    sign_up = SignUp.objects.select_for_update().filter(trip=trip).first() or SignUp(trip=trip)
    is_new = sign_up.pk is None
    taken = 0 if is_new else sign_up.taken()
    if data.seats < taken:
        raise FewerSeatsError(taken=taken)

    if is_new or not sign_up.registrations.exists():
        sign_up.currency = trip.currency
    sign_up.seats, sign_up.closes_on = data.seats, data.closes_on
    sign_up.adult_amount, sign_up.child_amount = data.adult_amount, data.child_amount
    sign_up.quotient_bands = [list(astuple(band)) for band in data.bands]
    if sign_up.is_revoked:
        sign_up.revoked_at, sign_up.nonce = None, new_nonce()
    sign_up.save()
    verb = "trip.sign_up_opened" if is_new else "trip.sign_up_changed"
    audit.record(by.person or SYSTEM, verb, trip, member=by.pk, seats=data.seats)
    return sign_up


@transaction.atomic
def revoke_sign_up(*, sign_up: SignUp, by: TripMember) -> SignUp:
    """The link is dead from now on. Whoever registered by it stays."""
    require(by, "trip_sign_ups.manage_sign_up", sign_up.trip)

    trip, sign_up = sign_up.trip, SignUp.objects.locked(sign_up.pk)
    if sign_up.is_revoked:
        return sign_up

    sign_up.revoked_at, sign_up.nonce = timezone.now(), new_nonce()
    sign_up.save(update_fields=["revoked_at", "nonce"])
    audit.record(by.person or SYSTEM, "trip.sign_up_revoked", trip, member=by.pk)
    return sign_up


@transaction.atomic
def register(
    *, token: str, name: str, adults: int, children: int, by: User, band: str = ""
) -> Registration:
    """Register oneself and those who come along, by the link. It gives no seat in the trip.

    `band`: the label of one's family quotient, on one's own word; only what it comes to is kept.
    Raises BandGoneError, SignUpGoneError, AddressUnconfirmedError, SignUpClosedError,
    AlreadyRegisteredError, SignUpFullError, QuotaExceededError.
    """
    known = SignUp.objects.with_token(token)
    if known is None:
        raise SignUpGoneError
    require(by, "trip_sign_ups.register", known)

    sign_up = SignUp.objects.select_related("trip").locked(known.pk)
    if not sign_up.is_token(token) or not sign_up.trip.is_open:  # withdrawn meanwhile
        raise SignUpGoneError
    if not has_verified_email(by):
        raise AddressUnconfirmedError
    if sign_up.is_past:
        raise SignUpClosedError(day=format_day(sign_up.closes_on))
    if sign_up.registrations.standing().filter(person=by).exists():
        raise AlreadyRegisteredError
    chosen = next((one for one in sign_up.bands if one.label == band), None)
    if band and chosen is None:
        raise BandGoneError
    left = sign_up.seats - sign_up.taken()
    if adults + children > left:
        raise SignUpFullError(left=max(left, 0))
    require_quota("registrations", by)

    registration = Registration.objects.create(
        sign_up=sign_up,
        person=by,
        name=name,
        adults=adults,
        children=children,
        amount=sign_up.amount_for(adults, children, chosen),
        currency=sign_up.currency,
    )
    audit.record(by, "trip.registered", sign_up.trip, registration=registration.pk)

    notifications.notify_of_registration(registration)
    notifications.notify_organisers(sign_up)
    return registration


@transaction.atomic
def withdraw_registration(*, registration: Registration, by: User) -> Registration:
    """Give the places back. Organisers go on seeing it, for what was paid. Raises TripOverError."""
    require(by, "trip_sign_ups.withdraw_registration", registration)

    sign_up = SignUp.objects.select_related("trip").locked(registration.sign_up_id)
    registration = Registration.objects.locked(registration.pk)
    if registration.is_withdrawn:
        return registration
    if not sign_up.trip.is_open:
        raise TripOverError

    registration.withdrawn_at = timezone.now()
    registration.save(update_fields=["withdrawn_at"])
    audit.record(by, "trip.registration_withdrawn", sign_up.trip, registration=registration.pk)

    notifications.notify_organisers(sign_up)
    return registration


@transaction.atomic
def record_payment(
    *, registration: Registration, paid_on: date | None, by: TripMember
) -> Registration:
    """Note that somebody paid on paper on this day, or that they didn't. No money moves here."""
    trip = registration.sign_up.trip
    require(by, "trip_sign_ups.manage_sign_up", trip)

    registration = Registration.objects.locked(registration.pk)
    if registration.paid_on == paid_on:
        return registration

    registration.paid_on = paid_on
    registration.save(update_fields=["paid_on"])
    day = paid_on.isoformat() if paid_on else ""
    audit.record(
        by.person or SYSTEM,
        "trip.registration_paid" if paid_on else "trip.registration_unpaid",
        trip,
        registration=registration.pk,
        day=day,
    )
    return registration


def read_registrations(*, sign_up: SignUp, by: TripMember) -> None:
    """An organiser has the list before them: they hear of the next change again."""
    require(by, "trip_sign_ups.manage_sign_up", sign_up.trip)

    if by.person is not None:
        notifications.dismiss_change_notice(sign_up, by.person)


@transaction.atomic
def forget_registration(*, registration: Registration, by: Actor) -> None:
    """Delete a registration long after its sign-up."""
    require(by, "trip_sign_ups.forget_registration", registration)

    audit.record(by, "trip.registration_forgotten", registration.sign_up.trip)
    registration.delete()


@transaction.atomic
def delete_registrations_of(person: User) -> None:
    """Somebody closes their account: their places are free, and nothing of them is left."""
    rows = Registration.objects.filter(person=person).select_related("sign_up__trip")
    for registration in rows:
        audit.record(person, "trip.registration_withdrawn", registration.sign_up.trip)
        registration.delete()
