"""Sessions, what a host says of nights, and which nights and seats are taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.values.dates import DateRange
from hosting.calendars.states import DayState, SessionState
from hosting.offers.models.activities import Activity
from hosting.offers.models.stays import Unit


class SessionQuerySet(LockingQuerySet["Session"]):
    def upcoming(self, now: datetime | None = None) -> Self:
        return self.filter(state=SessionState.SCHEDULED, starts_at__gt=now or timezone.now())

    def with_seats_left(self) -> Self:
        return self.annotate(seats_left=models.F("seats") - models.Count("seat_holds"))

    def with_seats_for(self, party: int) -> Self:
        left = models.F("seats") - models.Count("seat_holds")
        return self.annotate(seats_left=left).filter(seats_left__gte=party)


class Session(models.Model):
    """One date of an activity. Its seats are taken by holds, like nights."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    seats = models.PositiveSmallIntegerField(
        _("seats"), validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    state = models.CharField(
        max_length=12, choices=SessionState, default=SessionState.SCHEDULED, editable=False
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ("starts_at", "pk")
        indexes = (models.Index(fields=("activity", "starts_at"), name="session_by_start"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"Session {self.public_id}"

    @property
    def is_upcoming(self) -> bool:
        return self.state == SessionState.SCHEDULED and self.starts_at > timezone.now()


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
