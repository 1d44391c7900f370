"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from travel_stories.itineraries.actions.account_closure import leave_itineraries
from travel_stories.itineraries.actions.review_setup import prepare_reviewers


@receiver(account_closed, dispatch_uid="itineraries.leave_itineraries")
def leave(sender: type, person: User, **kwargs: Any) -> None:
    leave_itineraries(person)


@receiver(post_migrate, dispatch_uid="itineraries.prepare_reviewers")
def prepare(sender: AppConfig, apps: Apps = apps, **kwargs: Any) -> None:
    """A test that migrates back and forth has no such tables for a while."""
    if sender.label == "itineraries" and "itinerary" in apps.all_models["itineraries"]:
        prepare_reviewers()
