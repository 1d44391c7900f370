"""What the clock does for trips and stories."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from commons.accounts.permissions import SYSTEM
from travel_stories.actions.booklets import forget_booklet
from travel_stories.actions.documents import forget_document, sweep_files
from travel_stories.actions.itineraries import forget_itinerary
from travel_stories.actions.polls import close_overdue_poll
from travel_stories.actions.stories import forget_story
from travel_stories.actions.trips import complete_trip, forget_trip
from travel_stories.enums import ItineraryState, StoryState, TripState
from travel_stories.models import Booklet, Document, Itinerary, Poll, Story, Trip


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


@shared_task(name="travel_stories.forget_stories")
def forget_stories() -> None:
    """Stories that were deleted long enough ago, with everything in them."""
    long_ago = timezone.now() - settings.TRAVEL_STORIES_KEEP_DELETED
    for story in Story.objects.filter(state=StoryState.DELETED, state_since__lte=long_ago):
        forget_story(story=story, by=SYSTEM)


@shared_task(name="travel_stories.forget_itineraries")
def forget_itineraries() -> None:
    """Itineraries that were thrown away long enough ago."""
    long_ago = timezone.now() - settings.TRAVEL_STORIES_KEEP_DELETED
    old = Itinerary.objects.filter(state=ItineraryState.DELETED, state_since__lte=long_ago)
    for itinerary in old:
        forget_itinerary(itinerary=itinerary, by=SYSTEM)


@shared_task(name="travel_stories.close_polls")
def close_polls() -> None:
    """Polls whose date has passed: nobody could vote any more, now everybody hears of it."""
    for poll in Poll.objects.overdue().select_related("by"):
        close_overdue_poll(poll=poll, by=SYSTEM)


@shared_task(name="travel_stories.forget_booklets")
def forget_booklets() -> None:
    """PDF files that were asked for some days ago: they can be made again."""
    for booklet in Booklet.objects.old():
        forget_booklet(booklet=booklet, by=SYSTEM)


@shared_task(name="travel_stories.forget_documents")
def forget_documents() -> None:
    """Files that were taken out long enough ago, and those that no document owns."""
    long_ago = timezone.now() - settings.TRAVEL_STORIES_KEEP_DELETED
    for document in Document.objects.kept().filter(removed_at__lte=long_ago):
        forget_document(document=document, by=SYSTEM)
    sweep_files()
