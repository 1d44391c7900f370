"""A notebook or a story as PDF, once it was made. It is handed over only while it still says what
is true; nobody edits one, so the admin doesn't show them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.files.storage import random_path
from travel_stories.notebooks.models.documents import private_storage
from travel_stories.stories.models.stories import Story
from travel_stories.trips.models.members import TripMember

FOLDER: Final = "booklets"
GIVEN_UP_AFTER: Final = timedelta(minutes=10)  # a job that takes longer has failed


def booklet_path(booklet: Booklet, name: str) -> str:
    return f"{FOLDER}/{random_path()}"


class BookletQuerySet(models.QuerySet["Booklet"]):
    def old(self) -> Self:
        """Asked for long enough ago that it can be made again when somebody wants it."""
        return self.filter(asked_at__lte=timezone.now() - Booklet.KEPT_FOR)


class Booklet(models.Model):
    """The notebook of one member, or a story: one row each, made anew over the old one.

    `digest` tells the pages that the file was made of from any others.
    """

    KEPT_FOR: ClassVar = timedelta(days=7)

    member = models.OneToOneField(
        TripMember, null=True, on_delete=models.CASCADE, related_name="booklet"
    )
    story = models.OneToOneField(Story, null=True, on_delete=models.CASCADE, related_name="booklet")
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    file = models.FileField(storage=private_storage, upload_to=booklet_path, blank=True)

    objects = BookletQuerySet.as_manager()

    class Meta:
        verbose_name = _("booklet")
        verbose_name_plural = _("booklets")
        constraints = (
            models.CheckConstraint(
                condition=Q(member=None, story__isnull=False) | Q(member__isnull=False, story=None),
                name="booklet_of_a_member_or_a_story",
            ),
        )

    def __str__(self) -> str:
        return f"booklet {self.pk}"

    @property
    def is_being_made(self) -> bool:
        if self.asked_at is None:
            return False
        waits = self.made_at is None or self.made_at < self.asked_at
        return waits and self.asked_at > timezone.now() - GIVEN_UP_AFTER
