"""A stay, and the units one sleeps in."""

from __future__ import annotations

from datetime import time
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from hosting.offers.choices.lists import Bathroom, BedKind, LodgingKind, OfferKind
from hosting.offers.models.offers import Offer, OfferQuerySet


class Stay(Offer):
    """A home, or a part of one, where a host takes guests."""

    KIND: ClassVar[OfferKind] = OfferKind.STAY
    OUTSIDE_REVISIONS: ClassVar[tuple[str, ...]] = (
        *Offer.OUTSIDE_REVISIONS,
        "registration_number",  # declared on one's honour, like the rest below
        "is_main_residence",
        "declared_at",
        "declared_version",
    )

    lodging_kind = models.CharField(
        _("kind of roof"), max_length=16, choices=LodgingKind, default=LodgingKind.IN_HOME
    )
    house_rules = models.TextField(_("rules of the house"), max_length=3000, blank=True)
    min_nights = models.PositiveSmallIntegerField(
        _("nights at least"), default=1, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    max_nights = models.PositiveSmallIntegerField(
        _("nights at most"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    arrival_from = models.TimeField(_("arrival from"), default=time(16))
    departure_until = models.TimeField(_("departure until"), default=time(11))
    registration_number = models.CharField(
        _("registration number"),
        max_length=40,
        blank=True,
        help_text=_("Where your commune asks for one. It stands on the page (L. 324-1-1)."),
    )
    is_main_residence = models.BooleanField(_("this is my main home"), null=True, blank=True)
    declared_at = models.DateTimeField(null=True, editable=False)
    declared_version = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("stay")
        verbose_name_plural = _("stays")


class UnitQuerySet(LockingQuerySet["Unit"]):
    def sleeping(self, party: int) -> Self:
        """Big enough for so many, the smallest first."""
        return self.filter(sleeps__gte=party).order_by("sleeps", "pk")


class Unit(models.Model):
    """What one party has to itself: the whole house, or one room. Outside every revision."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="units")
    name = models.CharField(_("name"), max_length=80)
    sleeps = models.PositiveSmallIntegerField(
        _("sleeps"), validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    bathroom = models.CharField(
        _("bathroom"), max_length=12, choices=Bathroom, default=Bathroom.SHARED
    )
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ("sort_order", "pk")

    def __str__(self) -> str:
        return self.name


class UnitBed(models.Model):
    """So many beds of one kind."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="beds")
    kind = models.CharField(_("bed"), max_length=12, choices=BedKind, default=BedKind.DOUBLE)
    count = models.PositiveSmallIntegerField(
        _("how many"), default=1, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "kind"), name="one_row_per_unit_and_bed"),
        )

    def __str__(self) -> str:
        return f"{self.count} × {self.get_kind_display()}"
