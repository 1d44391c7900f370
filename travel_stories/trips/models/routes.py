"""The way of a leg, as somebody recorded or planned it."""

from __future__ import annotations

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.values.geo import Point
from travel_stories.trips.models.trips import Trip


class Route(models.Model):
    """From a GPX file, simplified: pieces of `[longitude, latitude]`, as in GeoJSON. It never
    changes: a leg gets another one.
    """

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="routes")
    pieces = models.JSONField()
    metres = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = gettext_lazy("route")
        verbose_name_plural = gettext_lazy("routes")

    def __str__(self) -> str:
        return _("%(km)s km") % {"km": number_format(round(self.metres / 1000, 1))}

    @property
    def points(self) -> list[Point]:
        """Of all pieces, in the order of the file."""
        return [Point(north, east) for piece in self.pieces for east, north in piece]
