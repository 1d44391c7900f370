"""What the travel workshop adds to the admin."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks


@hooks.register("register_permissions")
def register_permission() -> QuerySet[Permission]:
    """A right that can be given to a group: reading what no community is asked to read."""
    return Permission.objects.filter(
        content_type__app_label="travel_stories", codename="read_any_story"
    )
