"""What members of a trip hear of each other."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from commons.accounts.models import User
from commons.mail import actions as transactional_email
from commons.notifications.actions import notices
from core.http.actions import HasAbsoluteUrl
from travel_stories.trips.models.members import Invitation, TripMember
from travel_stories.trips.models.trips import Trip

MAIL: Final = "trips/email/"
INVITED: Final = f"{MAIL}invited.txt"
PASS: Final = f"{MAIL}personal_link.txt"
BLOCKED_PERSON_ON_TRIP: Final = f"{MAIL}blocked_person_on_trip.txt"
MEMBER_JOINED: Final = f"{MAIL}member_joined.txt"
MEMBER_REMOVED: Final = f"{MAIL}member_removed.txt"
TRIP_CANCELLED: Final = f"{MAIL}trip_cancelled.txt"
TRIP_DELETED: Final = f"{MAIL}trip_deleted.txt"
TRIP_TRAVELLED: Final = f"{MAIL}trip_travelled.txt"


def notify_members(trip: Trip, template: str, *, by: TripMember | None = None) -> None:
    """Everybody with an account, except whoever did it."""
    seats = trip.members.present().exclude(person=None).select_related("person")
    for seat in seats:
        if by is None or seat.pk != by.pk:
            _notify(seat.person, template, trip, by)


def notify_member(member: TripMember, template: str, *, by: TripMember) -> None:
    if member.person is not None:
        _notify(member.person, template, member.trip, by)


def notify_organisers(trip: Trip, template: str, *, by: TripMember) -> None:
    for seat in trip.members.organising().exclude(person=None).select_related("person"):
        if seat.pk != by.pk:
            _notify(seat.person, template, trip, by)


def notify_of_block(blocker: User, trip: Trip, *, name: str) -> None:
    """`name` is that of the one whom they have blocked."""
    notices.notify(blocker, BLOCKED_PERSON_ON_TRIP, trip, name=name)


def mail_invitation(invitation: Invitation, *, language: str, keep_for: timedelta) -> None:
    """To somebody who may never have been here: who invites, to what, and one button."""
    language = User.objects.language_of(invitation.email, otherwise=language)
    transactional_email.queue_email(
        template=INVITED,
        address=invitation.email,
        language=language,
        keep_for=keep_for,
        recipient=User.objects.filter(email=invitation.email.lower()).first(),
        subject=invitation,
        link=absolute_url(invitation, language),
    )


def mail_pass(member: TripMember, *, address: str) -> None:
    """To a guest, in the language in which they read the site: the link by which they come back."""
    way = reverse("travel_stories:guest-pass", args=[member.token])
    transactional_email.queue_email(
        template=PASS,
        address=address,
        language=translation.get_language() or settings.LANGUAGE_CODE,
        keep_for=settings.TRAVEL_STORIES_INVITED_FOR,
        subject=member,
        link=f"{settings.BASE_URL}{way}",
    )


def absolute_url(page: HasAbsoluteUrl, language: str) -> str:
    """The whole address, in the language of the letter as far as the site speaks it."""
    spoken = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(spoken):
        return f"{settings.BASE_URL}{page.get_absolute_url()}"


def _notify(person: User | None, template: str, trip: Trip, by: TripMember | None) -> None:
    if person is not None:
        notices.notify(person, template, trip, by=by.name if by else "")
