"""Wakes those who have a trip open, in whichever process. What happened they read themselves."""

from __future__ import annotations

from functools import partial
from typing import Final

from django.db import transaction

from core.bells import ring
from travel_stories.models import Trip

BELL: Final = "hirondelle.trips"


def ring_for(trip: Trip) -> None:
    """After commit: nobody looks for what isn't there yet."""
    transaction.on_commit(partial(ring, BELL, str(trip.pk)), robust=True)
