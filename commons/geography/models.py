"""Communes and cities: public data, no person in it."""

from __future__ import annotations

from typing import Self

from django.db import models

from core.geo import Point


class LocalityQuerySet(models.QuerySet["Locality"]):
    def in_country(self, country: str) -> Self:
        return self.filter(country=country)


class Locality(models.Model):
    """A commune of France (INSEE) or a city of Europe (GeoNames)."""

    code = models.CharField(max_length=24, unique=True)  # fr:37104, geonames:2803138
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2)  # ISO 3166-1 alpha-2
    region = models.CharField(max_length=80, blank=True)
    department = models.CharField(max_length=80, blank=True)
    postcodes = models.CharField(max_length=255, blank=True)
    population = models.PositiveIntegerField(default=0)
    latitude = models.FloatField()
    longitude = models.FloatField()

    objects = LocalityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "localities"

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> Point:
        return Point(self.latitude, self.longitude)
