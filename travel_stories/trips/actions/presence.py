"""Who has a trip open. Book-keeping: no change of the trip, and nothing in its history."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Final

from django.utils import timezone

from travel_stories.trips.models.members import HERE_FOR, TripMember

A_MOMENT: Final = timedelta(seconds=8)  # from one page of the trip to the next


def mark_online(seats: Collection[int]) -> None:
    """They look at it just now."""
    if seats:
        TripMember.objects.present().filter(pk__in=seats).update(seen_at=timezone.now())


def mark_offline(seats: Collection[int]) -> None:
    """They closed their page; it counts in a moment, unless another page of theirs says no."""
    if seats:
        soon = timezone.now() - HERE_FOR + A_MOMENT
        TripMember.objects.filter(pk__in=seats).update(seen_at=soon)
