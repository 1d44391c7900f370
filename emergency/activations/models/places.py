"""Places of work: public data, no person in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.values.geo import Point
from emergency.activations.models.hospital_names import everyday_name


class HospitalQuerySet(models.QuerySet["Hospital"]):
    def in_departments(self, codes: Iterable[str]) -> Self:
        return self.filter(department_code__in=list(codes))


class Hospital(models.Model):
    """A hospital of France as FINESS knows it."""

    code = models.CharField(max_length=16, unique=True)
    name = models.CharField(_("name"), max_length=160)
    city = models.CharField(_("city"), max_length=80)
    postcode = models.CharField(max_length=5)
    department_code = models.CharField(max_length=3, db_index=True)
    latitude = models.FloatField()
    longitude = models.FloatField()

    objects = HospitalQuerySet.as_manager()

    class Meta:
        verbose_name = _("hospital")
        verbose_name_plural = _("hospitals")
        ordering = ("city", "name", "pk")

    def __str__(self) -> str:
        return f"{everyday_name(self.name)} ({self.city})"

    @property
    def point(self) -> Point:
        return Point(self.latitude, self.longitude)
