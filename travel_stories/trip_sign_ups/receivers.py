"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from travel_stories.trip_sign_ups.actions import delete_registrations_of
from travel_stories.trip_sign_ups.notifications import notify_registered_people
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.signals import trip_called_off


@receiver(account_closed, dispatch_uid="trip_sign_ups.delete_registrations")
def delete_registrations(sender: type, person: User, **kwargs: Any) -> None:
    delete_registrations_of(person)


@receiver(trip_called_off, dispatch_uid="trip_sign_ups.notify_registered_people")
def tell_registered_people(sender: type, trip: Trip, **kwargs: Any) -> None:
    """They have no seat, so that nobody else does."""
    notify_registered_people(trip)
