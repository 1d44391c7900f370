"""What the clock does for trips. Each job returns how many rows failed."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from core.periodic import delete_row, for_each_row
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from travel_stories.trips.actions.trips import complete_trip, forget_trip
from travel_stories.trips.models.members import Invitation
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState


@shared_task(name="travel_stories.complete_trips")
def complete_trips() -> int:
    return for_each_row(
        Trip.objects.ended(timezone.localdate()),
        lambda trip: complete_trip(trip=trip, by=SYSTEM),
        ignoring=IllegalTransitionError,  # a member was faster
    )


@shared_task(name="travel_stories.forget_trips")
def forget_trips() -> int:
    """Trips that were deleted long enough ago, with everything in them."""
    long_ago = timezone.now() - settings.TRAVEL_STORIES_KEEP_DELETED
    return for_each_row(
        Trip.objects.filter(state=TripState.DELETED, state_since__lte=long_ago),
        lambda trip: forget_trip(trip=trip, by=SYSTEM),
    )


@shared_task(name="travel_stories.forget_invitations")
def forget_invitations() -> int:
    """Invitations that have expired, with the addresses that they were sent to."""
    return for_each_row(Invitation.objects.to_forget(), delete_row)
