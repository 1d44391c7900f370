"""People on a trip whom somebody has blocked, and trips that two people share all the same."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.blocking.models import PersonBlock
from commons.blocking.selectors import RemainingTie, blocked_among
from travel_stories.trips.models.members import Invitation
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState


def people_on(trip: Trip) -> dict[User, str]:
    """Accounts of those who have a seat now, with their names on this trip. Two queries.

    Of a guest without account it is known who they are where they came by a personal invitation
    to an address that an account has confirmed.
    """
    seated = User.objects.filter(trip_seats__trip=trip, trip_seats__left_at=None)
    guests = Invitation.objects.filter(
        seat__trip=trip, seat__left_at=None, seat__person=None, taken_at__isnull=False
    ).exclude(email="")
    names = {email.lower(): name for email, name in guests.values_list("email", "seat__name")}
    known = {account: account.display_name for account in seated}
    if names:
        known |= {account: names[account.email] for account in accounts_of(names)}
    return known


def accounts_of(addresses: Iterable[str]) -> list[User]:
    """Those who have confirmed one of these addresses, in lower case."""
    known = User.objects.filter(email__in=list(addresses), is_active=True)
    return list(known.exclude(email_verified_at=None))


def blocked_names(trip: Trip, person: User) -> list[str]:
    """Of those on the trip whom this person has blocked."""
    known = people_on(trip)
    return [known[other] for other in blocked_among(person, known)]


def blockers_on(trip: Trip, person: User) -> list[User]:
    """Those on the trip who have blocked this person."""
    blocks = PersonBlock.objects.filter(blocked=person, blocker__in=people_on(trip))
    return [block.blocker for block in blocks.select_related("blocker").order_by("pk")]


def shared_trips(person: User, other: User) -> Iterable[RemainingTie]:
    """Each is a group of its own, so both keep their seats."""
    seated = {"members__left_at": None}
    trips = Trip.objects.filter(members__person=person, **seated).exclude(state=TripState.DELETED)
    for trip in trips.filter(
        pk__in=Trip.objects.filter(members__person=other, **seated).values("pk")
    ).order_by("pk"):
        words = _(
            "You’re both on the trip “%(trip)s”. Everyone on the trip can read what you write "
            "there. You can leave the trip."
        )
        yield RemainingTie(words % {"trip": trip.title}, trip.get_absolute_url())
