"""Emptying a demo database, and no other."""

from __future__ import annotations

from django.apps import apps
from django.db import connection, transaction
from django.db.models import ForeignKey
from wagtail.models import Page

from cms.pages.models import HomePage
from commons.accounts.models import User
from commons.audit.checks import protected_tables
from commons.media.models import Photo, Rendition
from core.db.append_only import triggers_suspended

OURS = (
    *("accounts", "audit", "outbox", "mail", "notifications"),
    *("conversations", "media", "communities", "offers", "calendars", "requests", "notes"),
    *("enquiries", "quotes"),
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
        # What stands there after every migration is kept: the task of reading, and the workflows.
        task = apps.get_model("wagtailcore", "Task")
        models = apps.get_models(include_auto_created=True)
        ours = {
            model
            for model in models
            if model._meta.app_label in OURS and model._meta.managed and not issubclass(model, task)
        }
        while more := {
            model
            for model in models
            if model not in ours
            and not issubclass(model, (Page, task))
            and any(
                field.related_model in ours
                for field in model._meta.get_fields()
                if isinstance(field, ForeignKey)
            )
        }:
            ours |= more
        with triggers_suspended(connection, protected_tables()):
            for table in sorted({model._meta.db_table for model in ours if not model._meta.proxy}):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
