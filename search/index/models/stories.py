"""The words of stories as both SQL engines keep them: an inverted index in ordinary tables.

Stories are few where offers are many: one table of forms and one of places answer for all of them,
and what is in them can be rebuilt.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class StoryEntry(models.Model):
    """One story. A tombstone keeps its version, so that nothing older brings it back."""

    story_pk = models.BigIntegerField(primary_key=True)
    version = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=16, blank=True)
    is_gone = models.BooleanField(default=False)
    published_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"Story {self.story_pk}"


class StoryForm(models.Model):
    """A form of a word, and how much it weighs in the story."""

    entry = models.ForeignKey(StoryEntry, on_delete=models.CASCADE, related_name="forms")
    form = models.CharField(max_length=40)
    weight = models.FloatField()

    class Meta:
        indexes = (models.Index(fields=("form", "entry"), name="story_by_form"),)

    def __str__(self) -> str:
        return self.form


class StorySpot(models.Model):
    """A place of its road."""

    entry = models.ForeignKey(StoryEntry, on_delete=models.CASCADE, related_name="spots")
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        indexes = (models.Index(fields=("latitude", "longitude"), name="story_by_place"),)

    def __str__(self) -> str:
        return f"{self.latitude} {self.longitude}"


class StoryChange(models.Model):
    """One story that may be another now. Deleted once every index has it."""

    story_pk = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Story {self.story_pk} changed"
