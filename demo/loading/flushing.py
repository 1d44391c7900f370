"""Emptying a demo database, and no other."""

from __future__ import annotations

from django.apps import apps
from django.db import connection, models, transaction
from wagtail.models import Page

from cms.pages.models import HomePage
from commons.accounts.models import User
from commons.media.models import Photo, Rendition

OURS = (
    *("accounts", "audit", "outbox", "mail", "notifications"),
    *("conversations", "media", "communities", "offers", "calendars", "requests", "notes"),
)


def is_demo_database() -> bool:
    """Nobody with a real address is in it."""
    return not User.objects.exclude(email__endswith="@example.org").exists()


@transaction.atomic
def empty() -> None:
    """Forget all people and everything they made. What migrations prepared stays."""
    for stored in (*Photo.objects.all(), *Rendition.objects.all()):
        stored.file.delete(save=False)
    for home in HomePage.objects.all():
        home.delete()
    Page.objects.filter(owner__isnull=False).update(owner=None)
    found = apps.get_model("wagtailsearch", "IndexEntry").objects
    found.filter(content_type__app_label__in=OURS).delete()
    with connection.cursor() as cursor:
        # Our tables, and every table that points into them.
        found = {
            model
            for model in apps.get_models(include_auto_created=True)
            if model._meta.app_label in OURS and model._meta.managed
        }
        found -= {model for model in found if issubclass(model, _prepared())}
        while more := {model for model in _others(found) if _points_to(model, found)}:
            found |= more
        for table in sorted({model._meta.db_table for model in found if not model._meta.proxy}):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608


def _others(found: set[type[models.Model]]) -> list[type[models.Model]]:
    kept = (Page, *_prepared())
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model not in found and not issubclass(model, kept)
    ]


def _points_to(model: type[models.Model], found: set[type[models.Model]]) -> bool:
    return any(
        field.related_model in found
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
    )


def _prepared() -> tuple[type[models.Model], ...]:
    """What stands there after every migration: the task of reading, and the workflows."""
    return (apps.get_model("wagtailcore", "Task"),)
