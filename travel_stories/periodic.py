"""What the clock does for trips and stories. Each job returns how many rows failed."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from core.periodic import for_each_row
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from travel_stories.actions.booklets import forget_booklet
from travel_stories.actions.documents import forget_document, sweep_files
from travel_stories.actions.itineraries import forget_itinerary
from travel_stories.actions.polls import close_overdue_poll
from travel_stories.actions.stories import forget_story
from travel_stories.actions.trips import complete_trip, forget_trip
from travel_stories.enums.itineraries import ItineraryState
from travel_stories.enums.stories import StoryState
from travel_stories.enums.trips import TripState
from travel_stories.models.booklets import Booklet
from travel_stories.models.deciding import Poll
from travel_stories.models.documents import Document
from travel_stories.models.itineraries import Itinerary
from travel_stories.models.stories import Story
from travel_stories.models.trips import Trip


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


@shared_task(name="travel_stories.forget_stories")
def forget_stories() -> int:
    """Stories that were deleted long enough ago, with everything in them."""
    long_ago = timezone.now() - settings.TRAVEL_STORIES_KEEP_DELETED
    return for_each_row(
        Story.objects.filter(state=StoryState.DELETED, state_since__lte=long_ago),
        lambda story: forget_story(story=story, by=SYSTEM),
    )


@shared_task(name="travel_stories.forget_itineraries")
def forget_itineraries() -> int:
    """Itineraries that were thrown away long enough ago."""
    long_ago = timezone.now() - settings.TRAVEL_STORIES_KEEP_DELETED
    return for_each_row(
        Itinerary.objects.filter(state=ItineraryState.DELETED, state_since__lte=long_ago),
        lambda itinerary: forget_itinerary(itinerary=itinerary, by=SYSTEM),
    )


@shared_task(name="travel_stories.close_polls")
def close_polls() -> int:
    """Polls whose date has passed: nobody could vote any more, now everybody hears of it."""
    return for_each_row(
        Poll.objects.overdue().select_related("by"),
        lambda poll: close_overdue_poll(poll=poll, by=SYSTEM),
    )


@shared_task(name="travel_stories.forget_booklets")
def forget_booklets() -> int:
    """PDF files that were asked for some days ago: they can be made again."""
    return for_each_row(
        Booklet.objects.old(), lambda booklet: forget_booklet(booklet=booklet, by=SYSTEM)
    )


@shared_task(name="travel_stories.forget_documents")
def forget_documents() -> int:
    """Files that were taken out long enough ago, and those that no document owns."""
    long_ago = timezone.now() - settings.TRAVEL_STORIES_KEEP_DELETED
    failed = for_each_row(
        Document.objects.kept().filter(removed_at__lte=long_ago),
        lambda document: forget_document(document=document, by=SYSTEM),
    )
    return failed + sweep_files()
