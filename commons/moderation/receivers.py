"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from commons.moderation.actions.account_closure import anonymise_reporter
from commons.moderation.actions.review_setup import prepare_moderators


@receiver(account_closed, dispatch_uid="moderation.let_go")
def anonymise_reports(sender: type, person: User, **kwargs: Any) -> None:
    anonymise_reporter(person)


@receiver(post_migrate, dispatch_uid="moderation.prepare")
def prepare(sender: AppConfig, apps: Apps = apps, **kwargs: Any) -> None:
    """After every migration, and after every flush of a test."""
    if sender.label == "moderation" and "case" in apps.all_models["moderation"]:
        prepare_moderators()
