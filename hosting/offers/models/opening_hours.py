"""When one may come without asking: hours by weekday, for all year or for some months."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from core.values.opening_hours import OpeningPeriod
from hosting.offers.models.offers import Offer
from hosting.offers.validators import validate_weekdays

MONTH_VALIDATORS = (MinValueValidator(1), MaxValueValidator(12))


class OpeningHours(models.Model):
    """The same hours on some weekdays. Those of an offer never overlap: an action sees to it."""

    offer = ParentalKey(Offer, on_delete=models.CASCADE, related_name="opening_hours")
    weekdays = models.JSONField(_("days"), default=list, validators=[validate_weekdays])
    opens = models.TimeField(_("opens at"))
    closes = models.TimeField(_("closes at"))
    closes_next_day = models.BooleanField(_("closes after midnight"), default=False)
    season_from = models.PositiveSmallIntegerField(
        _("from (month)"), null=True, blank=True, validators=MONTH_VALIDATORS
    )
    season_until = models.PositiveSmallIntegerField(
        _("until (month)"), null=True, blank=True, validators=MONTH_VALIDATORS
    )
    note = models.CharField(_("remark"), max_length=120, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ("sort_order", "pk")
        constraints = (
            models.CheckConstraint(
                name="hours_end_after_they_begin",
                condition=models.Q(closes_next_day=False, closes__gt=models.F("opens"))
                | models.Q(closes_next_day=True, closes__lte=models.F("opens")),
            ),
            models.CheckConstraint(
                name="a_season_has_two_months",
                condition=models.Q(season_from=None, season_until=None)
                | models.Q(season_from__isnull=False, season_until__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"

    @property
    def period(self) -> OpeningPeriod:
        """Its value, to compare and to show."""
        season = None
        if self.season_from is not None and self.season_until is not None:
            season = self.season_from, self.season_until
        return OpeningPeriod(
            weekdays=tuple(self.weekdays),
            opens=self.opens,
            closes=self.closes,
            closes_next_day=self.closes_next_day,
            season=season,
            note=self.note,
        )

    @classmethod
    def rows_from(cls, periods: Iterable[OpeningPeriod]) -> list[Self]:
        """One row for each, in order, without an offer yet."""
        return [
            cls(
                weekdays=list(period.weekdays),
                opens=period.opens,
                closes=period.closes,
                closes_next_day=period.closes_next_day,
                season_from=period.season[0] if period.season else None,
                season_until=period.season[1] if period.season else None,
                note=period.note,
                sort_order=number,
            )
            for number, period in enumerate(periods, start=1)
        ]
