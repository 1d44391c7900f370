"""A workspace, taken by half-days."""

from __future__ import annotations

from datetime import date, time
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.values.half_days import Half
from hosting.offers.choices.lists import Equipment, OfferKind
from hosting.offers.models.offers import Offer, OfferQuerySet
from hosting.offers.validators import validate_equipment, validate_weekdays


def working_days() -> list[int]:
    """Monday to Friday."""
    return [0, 1, 2, 3, 4]


class Workspace(Offer):
    """Desks and rooms to work in, on some weekdays, in the morning and in the afternoon."""

    KIND: ClassVar[OfferKind] = OfferKind.WORKSPACE

    weekdays = models.JSONField(_("days"), default=working_days, validators=[validate_weekdays])
    morning_from = models.TimeField(_("morning from"), default=time(9))
    morning_until = models.TimeField(_("morning until"), default=time(13))
    afternoon_from = models.TimeField(_("afternoon from"), default=time(14))
    afternoon_until = models.TimeField(_("afternoon until"), default=time(18))
    equipment = models.JSONField(
        _("equipment"), default=list, blank=True, validators=[validate_equipment]
    )
    house_rules = models.TextField(_("house rules"), max_length=3000, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("workspace")
        verbose_name_plural = _("workspaces")
        constraints = (
            models.CheckConstraint(
                name="workspace_hours_in_order",
                condition=models.Q(
                    morning_from__lt=models.F("morning_until"),
                    morning_until__lte=models.F("afternoon_from"),
                    afternoon_from__lt=models.F("afternoon_until"),
                ),
            ),
        )

    @property
    def equipment_in_order(self) -> list[Equipment]:
        """In the order of the list; a code that is no more isn't shown."""
        return [one for one in Equipment if one.value in self.equipment]

    def is_open_on(self, day: date) -> bool:
        """Whether this weekday and this month are among those of the host."""
        return day.weekday() in self.weekdays and self.is_in_season(day.month)

    def hours_of(self, half: Half) -> tuple[time, time]:
        """When the morning or the afternoon begins and ends, by the clocks there."""
        if half == Half.MORNING:
            return self.morning_from, self.morning_until
        return self.afternoon_from, self.afternoon_until
