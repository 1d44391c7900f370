"""A trip begins from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from commons.accounts.models import User
from travel_stories.actions.steps import add_step
from travel_stories.actions.trips import begin_trip
from travel_stories.models import Edit, Trip, TripMember


@transaction.atomic
def import_trip(
    *, words: Mapping[str, Any], steps: Sequence[Mapping[str, Any]], key: UUID, by: User
) -> Trip:
    """A new trip of one's own with the frame and the steps of a file; the same `key` makes one."""
    trip = begin_trip(words=words, key=key, by=by)
    seat = TripMember.objects.get(trip=trip, person=by)
    for number, step in enumerate(steps):
        add_step(trip=trip, words=step, edit=Edit(by=seat, key=uuid5(key, str(number))))
    return trip
