"""What a block carries along: the line of a way, and a sound. Neither changes once it is made."""

from __future__ import annotations

from itertools import pairwise

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.ids import new_public_id
from core.values.geo import Point
from travel_stories.stories.models.stories import Story


class Track(models.Model):
    """A way that was travelled, simplified: pieces of `[longitude, latitude]`, as in GeoJSON."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="tracks")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    pieces = models.JSONField()
    metres = models.PositiveIntegerField()
    climb = models.PositiveIntegerField(null=True)  # metres upwards, where the file knew heights
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("route")
        verbose_name_plural = _("routes")

    def __str__(self) -> str:
        return f"Track {self.pk}"

    @property
    def lines(self) -> list[list[Point]]:
        return [[Point(north, east) for east, north in piece] for piece in self.pieces]

    @property
    def length(self) -> float:
        """Metres along the simplified line."""
        return sum(a.distance_to(b) for line in self.lines for a, b in pairwise(line))


class Sound(models.Model):
    """A recording, without a word about where and with what it was made."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="sounds")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    file = models.FileField(upload_to="sounds/")
    mime = models.CharField(max_length=40)
    seconds = models.PositiveIntegerField(null=True)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("sound")
        verbose_name_plural = _("sounds")

    def __str__(self) -> str:
        return f"Sound {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it is heard by those who may: cut tomorrow, silent tomorrow."""
        return reverse("travel_stories:sound", args=[self.public_id])
