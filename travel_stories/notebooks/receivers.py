"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from travel_stories.notebooks.actions.account_closure import forget_files_of
from travel_stories.notebooks.actions.booklets import delete_files_of_story
from travel_stories.notebooks.actions.documents import delete_files_of
from travel_stories.stories.models.stories import Story
from travel_stories.stories.signals import story_forgotten
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.signals import trip_forgotten


@receiver(account_closed, dispatch_uid="notebooks.forget_files_of_person")
def forget_files(sender: type, person: User, **kwargs: Any) -> None:
    forget_files_of(person)


@receiver(trip_forgotten, dispatch_uid="notebooks.delete_files_of_trip")
def delete_trip_files(sender: type, trip: Trip, **kwargs: Any) -> None:
    delete_files_of(trip)


@receiver(story_forgotten, dispatch_uid="notebooks.delete_files_of_story")
def delete_story_files(sender: type, story: Story, **kwargs: Any) -> None:
    delete_files_of_story(story)
