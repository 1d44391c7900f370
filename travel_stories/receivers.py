"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from hosting.models import Request
from hosting.signals import request_changed
from travel_stories.actions.account_closure import close_account_data
from travel_stories.actions.requests import follow_request
from travel_stories.actions.review_setup import prepare_reviewers


@receiver(request_changed, dispatch_uid="travel_stories.follow_request")
def follow(sender: type, request: Request, **kwargs: Any) -> None:
    follow_request(request=request)


@receiver(account_closed, dispatch_uid="travel_stories.let_go")
def let_go(sender: type, person: User, **kwargs: Any) -> None:
    close_account_data(person)


@receiver(post_migrate, dispatch_uid="travel_stories.prepare")
def prepare(sender: AppConfig, apps: Apps = apps, **kwargs: Any) -> None:
    """A test that migrates back and forth has no such tables for a while."""
    if sender.label == "travel_stories" and "shelf" in apps.all_models["travel_stories"]:
        prepare_reviewers()
