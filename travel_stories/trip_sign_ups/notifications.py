"""What employees hear of their registration, and organisers of those of employees."""

from __future__ import annotations

from typing import Final

from commons.accounts.models import User
from commons.notifications.actions import notices
from commons.notifications.models import Notice
from travel_stories.trip_sign_ups.models import Registration, SignUp
from travel_stories.trips.models.trips import Trip

REGISTERED: Final = "trip_sign_ups/email/registered.txt"
CHANGED: Final = "trip_sign_ups/email/registrations_changed.txt"
CALLED_OFF: Final = "trip_sign_ups/email/trip_called_off.txt"


def notify_of_registration(registration: Registration) -> None:
    """With the page on which they find it again, and withdraw it."""
    notices.notify(registration.person, REGISTERED, registration)


def notify_organisers(sign_up: SignUp) -> None:
    """Once until it is read, and it names nobody: the list says who registered or withdrew."""
    unread = Notice.objects.about(sign_up).unread().filter(template=CHANGED)
    left_out = unread.values("recipient")
    organisers = sign_up.trip.members.organising().exclude(person=None).exclude(person__in=left_out)
    for seat in organisers.select_related("person"):
        if seat.person is not None:
            notices.notify(seat.person, CHANGED, sign_up)


def dismiss_change_notice(sign_up: SignUp, organiser: User) -> None:
    """They have the list before them. One read, and nothing written where nothing is unread."""
    unread = Notice.objects.about(sign_up).visible_to(organiser).unread()
    if unread.filter(template=CHANGED).exists():
        notices.dismiss(organiser, CHANGED, sign_up)


def notify_registered_people(trip: Trip) -> None:
    """Their trip is cancelled."""
    rows = Registration.objects.standing().filter(sign_up__trip=trip)
    for registration in rows.select_related("person", "sign_up__trip"):
        notices.notify(registration.person, CALLED_OFF, registration)
