"""What members of a trip hear of each other."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from commons.accounts.actions import letters, notices
from commons.accounts.models import User
from travel_stories.models import Invitation, Trip, TripMember

MAIL: Final = "travel_stories/email/"
INVITED: Final = f"{MAIL}invited.txt"
MEMBER_JOINED: Final = f"{MAIL}member_joined.txt"
MEMBER_REMOVED: Final = f"{MAIL}member_removed.txt"
TRIP_CANCELLED: Final = f"{MAIL}trip_cancelled.txt"
TRIP_DELETED: Final = f"{MAIL}trip_deleted.txt"
TRIP_TRAVELLED: Final = f"{MAIL}trip_travelled.txt"


def tell_members(trip: Trip, template: str, *, by: TripMember | None = None) -> None:
    """Everybody with an account, except whoever did it."""
    seats = trip.members.present().exclude(person=None).select_related("person")
    for seat in seats:
        if by is None or seat.pk != by.pk:
            _tell(seat.person, template, trip, by)


def tell_member(member: TripMember, template: str, *, by: TripMember) -> None:
    if member.person is not None:
        _tell(member.person, template, member.trip, by)


def tell_organisers(trip: Trip, template: str, *, by: TripMember) -> None:
    for seat in trip.members.organising().exclude(person=None).select_related("person"):
        if seat.pk != by.pk:
            _tell(seat.person, template, trip, by)


def mail_invitation(invitation: Invitation, *, language: str, keep_for: timedelta) -> None:
    """To somebody who may never have been here: who invites, to what, and one button."""
    letters.post(
        template=INVITED,
        address=invitation.email,
        language=language,
        keep_for=keep_for,
        subject=invitation,
        link=invitation.get_absolute_url(),
    )


def _tell(person: User | None, template: str, trip: Trip, by: TripMember | None) -> None:
    if person is not None:
        notices.tell(person, template, trip, by=by.name if by else "")
