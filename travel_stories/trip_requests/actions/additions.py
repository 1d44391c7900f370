"""An offer or a place from elsewhere on the site is added to a trip, or begins one."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from commons.accounts.models import User
from core.permissions import require
from hosting.offers.models.offers import Offer
from travel_stories.collaboration.models import Edit
from travel_stories.trip_requests.errors.additions import (
    BeforeFirstDayError,
    LongAfterTripError,
    OfferNotOpenError,
    StayBeyondTripError,
    TripTooShortForStayError,
)
from travel_stories.trip_requests.models.additions import Addition, Subject
from travel_stories.trips.actions.steps import add_step
from travel_stories.trips.actions.trips import begin_trip, change_trip
from travel_stories.trips.choices import MemberRole, TripKind
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.validators import LONGEST_TRIP


@transaction.atomic
def begin_with(*, addition: Addition, key: UUID, by: User) -> Step:
    """Begin a trip that holds this alone. The same `key` begins only one."""
    require(by, "trips.begin_trip", by)

    _require_open(addition.subject)
    return _add(addition, begin_frame(addition=addition, key=key, by=by), 1, key)


@transaction.atomic
def add_to_trip(*, addition: Addition, seat: TripMember, key: UUID, accepted_days: int = 0) -> Step:
    """Put it into a trip that is planned already. The same `key` adds it only once.

    A stay that ends after the trip makes it longer where an organiser adds it, up to
    `accepted_days` and never beyond LONGEST_TRIP. Raises OfferNotOpenError,
    BeforeFirstDayError, LongAfterTripError, StayBeyondTripError, TripTooShortForStayError.
    """
    require(seat, "trips.change_itinerary", seat.trip)

    _require_open(addition.subject)
    return place_addition(addition=addition, seat=seat, key=key, accepted_days=accepted_days)


def begin_frame(*, addition: Addition, key: UUID, by: User) -> TripMember:
    """A trip as long as what is added, without steps yet; the seat of its organiser."""
    where, adults, children = addition.subject.where, addition.adults, addition.children
    title = _("Trip to %(place)s") % {"place": where.name} if where else addition.subject.title
    kind = TripKind.FAMILY if children else TripKind.FRIENDS
    trip = begin_trip(
        words={
            "title": title[:120],
            "kind": TripKind.ALONE if adults + children == 1 else kind,
            "starts_on": addition.check_in,
            "days": min((addition.nights or 0) + 1, LONGEST_TRIP),
            "locality": where,
            "adults": adults,
            "children": children,
        },
        key=key,
        by=by,
    )
    return trip.members.select_related("trip", "person").get(person=by)


def place_addition(
    *, addition: Addition, seat: TripMember, key: UUID, accepted_days: int = 0
) -> Step:
    """Add the step on its day, after making the trip longer where it has to be."""
    day = make_room(addition=addition, seat=seat, key=key, accepted_days=accepted_days)
    return _add(addition, seat, day, key)


def make_room(
    *, addition: Addition, seat: TripMember, key: UUID, accepted_days: int = 0
) -> int | None:
    """Return its day in the trip, after making the trip as long as the stay needs it."""
    trip = Trip.objects.locked(seat.trip_id)
    day = _day_in(trip, addition)
    needed = 0 if day is None else day + (addition.nights or 0)
    if needed > trip.days:
        if seat.role != MemberRole.ORGANISER or needed > LONGEST_TRIP:
            raise StayBeyondTripError if addition.nights else LongAfterTripError
        if needed > accepted_days:
            raise TripTooShortForStayError(days=needed)
        longer = Edit(by=seat, key=uuid5(key, "longer"), based_on=trip.last_number)
        trip = change_trip(trip=trip, words={"days": needed}, edit=longer)
    seat.trip = trip
    return day


def _require_open(subject: Subject) -> None:
    offer = subject.offer
    if offer is not None and not Offer.objects.public().filter(pk=offer.pk).exists():
        raise OfferNotOpenError


def _day_in(trip: Trip, addition: Addition) -> int | None:
    """On which day of the trip; it may begin on the day after the last one, and no later."""
    day = addition.day
    if trip.starts_on is not None:
        begins = addition.check_in
        day = (begins - trip.starts_on).days + 1 if begins else None
    if day is None:
        return None
    if day < 1:
        raise BeforeFirstDayError
    if day > trip.days + 1:
        raise LongAfterTripError
    return day


def _add(addition: Addition, seat: TripMember, day: int | None, key: UUID) -> Step:
    words = addition.subject.words | {"day": day, "nights": addition.nights}
    return add_step(trip=seat.trip, words=words, edit=Edit(by=seat, key=uuid5(key, "step")))
