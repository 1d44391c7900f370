"""What a host says of nights, and which nights and seats are taken."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.values.dates import DateRange
from hosting.enums import DayState
from hosting.models.sessions import Session
from hosting.models.stays import Unit


class DateRangeModel(models.Model):
    """Anything that is meant for some nights."""

    check_in = models.DateField(_("check-in"))
    check_out = models.DateField(_("check-out"))

    class Meta:
        abstract = True

    @property
    def dates(self) -> DateRange:
        return DateRange(self.check_in, self.check_out)


class CalendarPeriodQuerySet(models.QuerySet["CalendarPeriod"]):
    def closed_during(self, dates: DateRange) -> Self:
        """What the host has closed of these nights."""
        return self.filter(
            state=DayState.CLOSED, check_in__lt=dates.check_out, check_out__gt=dates.check_in
        )


class CalendarPeriod(DateRangeModel):
    """Nights that aren't simply open. The periods of a unit never overlap: an action sees to it."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="periods")
    state = models.CharField(max_length=12, choices=DayState)

    objects = CalendarPeriodQuerySet.as_manager()

    class Meta:
        ordering = ("check_in",)
        indexes = (models.Index(fields=("unit", "check_in", "check_out"), name="period_by_unit"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(check_out__gt=models.F("check_in")),
                name="period_has_a_night",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.state} from {self.check_in} to {self.check_out}"


class Hold(models.Model):
    """Nights of one unit or seats of one session, taken together. Its owner points here."""

    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="holds")
    session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="holds")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False) ^ models.Q(session__isnull=False),
                name="hold_of_unit_or_session",
            ),
        )

    def __str__(self) -> str:
        return f"Hold {self.pk}"


class NightHoldQuerySet(models.QuerySet["NightHold"]):
    def nights(self) -> list[date]:
        return list(self.order_by("night").values_list("night", flat=True))

    def during(self, dates: DateRange) -> Self:
        return self.filter(night__gte=dates.check_in, night__lt=dates.check_out)


class NightHold(models.Model):
    """One taken night: the unique key is what prevents two winners."""

    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="night_holds")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="night_holds")
    night = models.DateField()

    objects = NightHoldQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "night"), name="one_hold_per_unit_and_night"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} on {self.night}"


class SeatHold(models.Model):
    """One taken seat, by its number from 1 to the session's seats."""

    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="seat_holds")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="seat_holds")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("session", "number"), name="one_hold_per_session_and_seat"
            ),
        )

    def __str__(self) -> str:
        return f"Seat {self.number} of {self.session_id}"
