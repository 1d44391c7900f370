"""What composers of an itinerary and those who read it first hear."""

from __future__ import annotations

from typing import Final

from commons.accounts.models import User
from commons.notifications.actions import notices
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.itineraries.models.reviewers import reviewers_of_itinerary

MAIL: Final = "itineraries/email/"
ITINERARY_SUBMITTED: Final = f"{MAIL}itinerary_submitted.txt"
ITINERARY_PUBLISHED: Final = f"{MAIL}itinerary_published.txt"
ITINERARY_SENT_BACK: Final = f"{MAIL}itinerary_sent_back.txt"


def notify_itinerary_reviewers(itinerary: Itinerary, *, by: User) -> None:
    """Coordinators of where it leads through, else the co-operative."""
    for reader in reviewers_of_itinerary(itinerary):
        notices.notify(reader, ITINERARY_SUBMITTED, itinerary, by=by.display_name)


def notify_composers(itinerary: Itinerary, template: str, **words: str) -> None:
    """Whoever wrote in it; `words` are for the mail alone."""
    for composer in itinerary.composers.filter(person__is_active=True).select_related("person"):
        notices.notify(composer.person, template, itinerary, words)
