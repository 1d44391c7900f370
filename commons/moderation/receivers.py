"""Signal handlers. They write rows and clear what is cached."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate, post_save
from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from commons.moderation.actions.account_closure import anonymise_reporter
from commons.moderation.actions.review_setup import prepare_moderators
from commons.moderation.models import Case
from commons.moderation.selectors import clear_unanswered_kinds, list_unanswered_kinds


@receiver(account_closed, dispatch_uid="moderation.let_go")
def anonymise_reports(sender: type, person: User, **kwargs: Any) -> None:
    anonymise_reporter(person)


@receiver(post_migrate, dispatch_uid="moderation.prepare")
def prepare(sender: AppConfig, apps: Apps = apps, **kwargs: Any) -> None:
    """After every migration, and after every flush of a test."""
    if sender.label == "moderation" and "case" in apps.all_models["moderation"]:
        prepare_moderators()


@receiver(post_save, sender=Case, dispatch_uid="moderation.note_kind")
def note_kind(sender: type, instance: Case, **kwargs: Any) -> None:
    """A kind that waits no longer may stay on the list until that is read anew."""
    if instance.kind not in list_unanswered_kinds():
        clear_unanswered_kinds()
