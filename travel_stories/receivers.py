"""Ears for what happens below. They write rows only."""

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
from travel_stories.actions.leaving import let_go_of
from travel_stories.actions.preparation import prepare_readers
from travel_stories.actions.requests import follow_request


@receiver(request_changed, dispatch_uid="travel_stories.follow_request")
def follow(sender: type, request: Request, **kwargs: Any) -> None:
    follow_request(request=request)


@receiver(account_closed, dispatch_uid="travel_stories.let_go")
def let_go(sender: type, person: User, **kwargs: Any) -> None:
    let_go_of(person)


@receiver(post_migrate, dispatch_uid="travel_stories.prepare")
def prepare(sender: AppConfig, apps: Apps = apps, **kwargs: Any) -> None:
    """A test that migrates back and forth has no such tables for a while."""
    if sender.label == "travel_stories" and "shelf" in apps.all_models["travel_stories"]:
        prepare_readers()
