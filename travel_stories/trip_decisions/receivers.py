"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from travel_stories.trip_decisions.actions.votes import withdraw_votes
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.signals import member_left_trip


@receiver(member_left_trip, dispatch_uid="trip_decisions.withdraw_votes")
def withdraw(sender: type, member: TripMember, **kwargs: Any) -> None:
    withdraw_votes(member)
