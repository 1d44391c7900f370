"""Signal handlers: they write rows, or publish after commit."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from travel_stories.collaboration.signals import change_recorded
from travel_stories.trips.actions.account_closure import leave_trips
from travel_stories.trips.actions.plans import publish_change
from travel_stories.trips.models.trips import Trip


@receiver(account_closed, dispatch_uid="trips.leave_trips")
def leave(sender: type, person: User, **kwargs: Any) -> None:
    leave_trips(person)


change_recorded.connect(publish_change, sender=Trip, dispatch_uid="trips.publish_change")
