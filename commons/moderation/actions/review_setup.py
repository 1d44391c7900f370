"""Who decides for the co-operative. May run any number of times."""

from __future__ import annotations

from typing import Final

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

MODERATORS: Final = "Moderation"  # Wagtail has moderators of its own
MODERATOR_PERMISSIONS: Final = frozenset({"decide_any_case", "view_case", "moderate_people"})


@transaction.atomic
def prepare_moderators() -> None:
    """A group with its rights. Only at first: afterwards an editor gives and takes them."""
    ContentType.objects.clear_cache()  # a flush has taken the rows that it remembers
    for label in ("accounts", "moderation"):
        create_permissions(apps.get_app_config(label), verbosity=0)
    group, is_new = Group.objects.get_or_create(name=MODERATORS)
    if is_new:
        group.permissions.set(Permission.objects.filter(codename__in=MODERATOR_PERMISSIONS))
        # Access to the Wagtail admin; Wagtail makes it by a migration, a flush takes it away.
        admin, _ = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
        access, _ = Permission.objects.get_or_create(
            content_type=admin,
            codename="access_admin",
            defaults={"name": "Can access Wagtail admin"},
        )
        group.permissions.add(access)
