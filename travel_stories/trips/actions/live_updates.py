"""Wakes those who have a trip open, in whichever process. What happened they read themselves."""

from __future__ import annotations

from functools import partial
from typing import Final

from django.db import transaction

from core.pubsub import publish
from travel_stories.trips.models.trips import Trip

CHANNEL: Final = "hirondelle.trips"


def publish_change(trip: Trip) -> None:
    """After commit: nobody looks for what isn't there yet."""
    transaction.on_commit(partial(publish, CHANNEL, str(trip.pk)), robust=True)
