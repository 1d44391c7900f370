"""What must stand in the database before anybody reads a story. May run any number of times."""

from __future__ import annotations

from typing import Final

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from hosting.offers.actions.review_setup import CO_OPERATIVE, prepare_review

LABELS: Final = ("stories", "itineraries")
MAY: Final = frozenset(
    {
        "read_any_story",
        *(f"view_{noun}" for noun in ("story", "itinerary", "personshown", "consent")),
    }
)


@transaction.atomic
def prepare_reviewers() -> None:
    """The co-operative reads what no coordinator reads.

    Only at first: afterwards an editor gives and takes permissions in the admin.
    """
    ContentType.objects.clear_cache()  # a flush has taken the rows that it remembers
    is_new = not Group.objects.filter(name=CO_OPERATIVE).exists()
    if is_new:
        prepare_review()  # hosting founds the group, with what hosting knows
    ours = Permission.objects.filter(content_type__app_label__in=LABELS, codename__in=MAY)
    known = set() if is_new else set(ours.values_list("pk", flat=True))
    for label in LABELS:
        create_permissions(apps.get_app_config(label), verbosity=0)
    Group.objects.get(name=CO_OPERATIVE).permissions.add(*ours.exclude(pk__in=known))
