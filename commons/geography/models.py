"""Communes, cities and landmarks: public data, no person in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.geography.choices import LandmarkKind, LocalityKind
from core.languages import page_language
from core.text.formatting import country_name
from core.values.geo import Box, Point


class LocalityQuerySet(models.QuerySet["Locality"]):
    def in_countries(self, countries: Iterable[str]) -> Self:
        return self.filter(country__in=[country.upper() for country in countries])

    def inside(self, box: Box) -> Self:
        return self.filter(
            latitude__range=(box.south, box.north), longitude__range=(box.west, box.east)
        )

    def present(self) -> Self:
        """What exists today: without communes that were merged into another one."""
        return self.exclude(kind=LocalityKind.FORMER)


class Locality(models.Model):
    """A commune of France (INSEE) or a city of another European country (GeoNames)."""

    code = models.CharField(max_length=24, unique=True)  # fr:37104, geonames:2803138
    kind = models.CharField(_("type"), max_length=10, choices=LocalityKind)
    name = models.CharField(_("name"), max_length=120)
    alternate_names = models.TextField(blank=True)  # Lutèce|Lutetia
    search_keys = models.TextField()  # folded: the name first, then the alternate names in order
    country = models.CharField(_("country"), max_length=2)  # ISO 3166-1 alpha-2
    region = models.CharField(_("region"), max_length=80, blank=True)
    department = models.CharField(_("department"), max_length=80, blank=True)
    department_code = models.CharField(max_length=3, blank=True)  # 37, 2A, 974
    postcodes = models.CharField(_("postcodes"), max_length=255, blank=True)  # 37000|37100
    population = models.PositiveIntegerField(_("population"), default=0)
    latitude = models.FloatField()
    longitude = models.FloatField()
    timezone = models.CharField(max_length=40, default="Europe/Paris")
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="former_communes"
    )

    objects = LocalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("locality")
        verbose_name_plural = _("localities")
        indexes: ClassVar = [models.Index("latitude", "longitude", name="locality_point")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind=LocalityKind.FORMER, merged_into__isnull=False)
                | models.Q(~models.Q(kind=LocalityKind.FORMER), merged_into__isnull=True),
                name="locality_former_was_merged",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name and what tells it from others: Saint-Denis (La Réunion), Bologna (Italy)."""
        return f"{self.name} ({self.department or country_name(self.country)})"

    @property
    def alternates(self) -> list[str]:
        return self.alternate_names.split("|") if self.alternate_names else []

    @property
    def point(self) -> Point:
        return Point(self.latitude, self.longitude)


class LandmarkQuerySet(models.QuerySet["Landmark"]):
    def inside(self, box: Box) -> Self:
        return self.filter(
            latitude__range=(box.south, box.north), longitude__range=(box.west, box.east)
        )


class Landmark(models.Model):
    """Something public near a place, from a public list. Nobody here offers or vouches for it."""

    identifier = models.URLField(max_length=255, unique=True)  # of whoever published it
    kind = models.CharField(_("type"), max_length=10, choices=LandmarkKind)
    name_fr = models.CharField(_("French"), max_length=120)
    name_en = models.CharField(_("English"), max_length=120)
    latitude = models.FloatField()
    longitude = models.FloatField()
    locality = models.ForeignKey(
        Locality, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    creator = models.CharField(_("source"), max_length=160, blank=True)  # a body, never a person
    updated_on = models.DateField(_("last updated"), null=True, blank=True)

    objects = LandmarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("landmark")
        verbose_name_plural = _("landmarks")
        indexes: ClassVar = [models.Index("latitude", "longitude", name="landmark_point")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of whoever reads."""
        return self.name_fr if page_language() == "fr" else self.name_en

    @property
    def point(self) -> Point:
        return Point(self.latitude, self.longitude)
