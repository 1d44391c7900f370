"""What the clock does for itineraries. Each job returns how many rows failed."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from core.periodic import for_each_row
from core.permissions import SYSTEM
from travel_stories.itineraries.actions.itineraries import forget_itinerary
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.itineraries.states import ItineraryState


@shared_task(name="travel_stories.forget_itineraries")
def forget_itineraries() -> int:
    """Itineraries that were thrown away long enough ago."""
    long_ago = timezone.now() - settings.TRAVEL_STORIES_KEEP_DELETED
    return for_each_row(
        Itinerary.objects.filter(state=ItineraryState.DELETED, state_since__lte=long_ago),
        lambda itinerary: forget_itinerary(itinerary=itinerary, by=SYSTEM),
    )
