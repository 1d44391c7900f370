"""Members of a trip agree to be shown to its hosts, and take that back."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.privacy.actions.consents import record_consent
from core.permissions import SYSTEM, require
from travel_stories.trip_requests.errors.introductions import SeatLeftError
from travel_stories.trip_requests.models.introductions import SHOWN_TO_HOSTS, Introduction
from travel_stories.trips.models.members import TripMember


@transaction.atomic
def introduce_member(*, words: str, by: TripMember) -> Introduction:
    """Show oneself to the hosts that the trip asks, or change the words. Raises SeatLeftError."""
    require(by, "trip_requests.introduce_oneself", by.trip)

    seat = TripMember.objects.locked(by.pk)
    if not seat.is_active or seat.person is None:
        raise SeatLeftError

    introduction, is_new = Introduction.objects.update_or_create(
        seat=seat, defaults={"words": words}
    )
    record_consent(
        person=seat.person, purpose=SHOWN_TO_HOSTS, subject=seat.public_id, is_given=True
    )
    if is_new:
        audit.record(seat.person, "trip.member_introduced", by.trip, member=seat.pk)
    return introduction


@transaction.atomic
def withdraw_introduction(*, by: TripMember) -> None:
    """No host reads of this member any more, in open requests either. Twice changes nothing."""
    require(by, "trip_requests.introduce_oneself", by.trip)

    _delete(TripMember.objects.locked(by.pk))


def withdraw_by_consent(person: User, subject: str) -> None:
    """The same from the page of consents; `subject` is the seat."""
    seats = TripMember.objects.present().filter(person=person).select_related("trip")
    withdraw_introduction(by=seats.get(public_id=subject))


def follow_member_who_left(*, member: TripMember, **_signal: Any) -> None:
    """Receives `member_left_trip`, in the transaction that has locked the seat."""
    _delete(member)


def _delete(seat: TripMember) -> None:
    deleted, _rows = Introduction.objects.filter(seat=seat).delete()
    if not deleted:
        return
    if seat.person is not None:
        record_consent(
            person=seat.person, purpose=SHOWN_TO_HOSTS, subject=seat.public_id, is_given=False
        )
    actor = seat.person or SYSTEM
    audit.record(actor, "trip.introduction_withdrawn", seat.trip, member=seat.pk)
