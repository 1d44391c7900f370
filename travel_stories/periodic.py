"""What the clock does for trips."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from commons.accounts.permissions import SYSTEM
from travel_stories.actions.trips import complete_trip, forget_trip
from travel_stories.enums import TripState
from travel_stories.models import Trip


@shared_task(name="travel_stories.complete_trips")
def complete_trips() -> None:
    for trip in Trip.objects.ended(timezone.localdate()):
        complete_trip(trip=trip, by=SYSTEM)


@shared_task(name="travel_stories.forget_trips")
def forget_trips() -> None:
    """Trips that were deleted long enough ago, with everything in them."""
    long_ago = timezone.now() - settings.TRAVEL_STORIES_KEEP_DELETED
    for trip in Trip.objects.filter(state=TripState.DELETED, state_since__lte=long_ago):
        forget_trip(trip=trip, by=SYSTEM)
