"""Whoever has blocked somebody hears as soon as both are on one trip; the other one never does."""

from __future__ import annotations

from commons.accounts.models import User
from travel_stories.trips import notifications
from travel_stories.trips.models.members import Invitation, TripMember
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.selectors.blocked_members import (
    accounts_of,
    blocked_names,
    blockers_on,
)


def warn_of_newcomer(trip: Trip, seat: TripMember, invitation: Invitation) -> None:
    """Of a guest without account it is known who they are where the invitation was personal.

    Who came with an account was asked before about those whom they have blocked.
    """
    if seat.person is not None:
        warn_blockers(trip, seat.person, seat.name)
    elif invitation.email:
        for account in accounts_of([invitation.email.lower()]):
            warn_blockers(trip, account, seat.name)
            warn_of_blocked(trip, account)


def warn_of_claim(trip: Trip, seat: TripMember, *, known: dict[User, str]) -> None:
    """A guest turned out to be this account; `known` are those who were known before."""
    if seat.person is not None and seat.person not in known:
        warn_blockers(trip, seat.person, seat.name)
        warn_of_blocked(trip, seat.person)


def warn_blockers(trip: Trip, newcomer: User, name: str) -> None:
    """Those on the trip who have blocked the newcomer."""
    for blocker in blockers_on(trip, newcomer):
        notifications.notify_of_block(blocker, trip, name=name)


def warn_of_blocked(trip: Trip, newcomer: User) -> None:
    """The newcomer, of those on the trip whom they have blocked."""
    for name in blocked_names(trip, newcomer):
        notifications.notify_of_block(newcomer, trip, name=name)
