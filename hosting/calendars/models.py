"""Sessions, what a host says of nights, and which nights and seats are taken."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Final, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.values.dates import DateRange
from core.values.half_days import HalfDay
from hosting.calendars.states import DayPart, DayState, SessionState
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product
from hosting.offers.models.stays import Unit

NOTE_LIMIT: Final = 200  # characters


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
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    seats = models.PositiveSmallIntegerField(
        _("number of places"), validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    state = models.CharField(
        max_length=12, choices=SessionState, default=SessionState.SCHEDULED, editable=False
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity date")
        verbose_name_plural = _("activity dates")
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

    def closed_on(self, half_days: Collection[HalfDay]) -> Self:
        """What the host has closed of the days of these."""
        days = (models.Q(check_in__lte=one.day, check_out__gt=one.day) for one in half_days)
        return self.filter(reduce(or_, days, models.Q(pk=None)), state=DayState.CLOSED)


class CalendarPeriod(DateRangeModel):
    """Nights that aren't simply open. The periods of a unit never overlap: an action sees to it."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="periods")
    state = models.CharField(max_length=12, choices=DayState)
    note = models.CharField(
        _("private note"), max_length=NOTE_LIMIT, blank=True
    )  # for the host alone

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

    def contains(self, night: date) -> bool:
        return self.check_in <= night < self.check_out


class Hold(models.Model):
    """Nights or half-days of one unit, seats of one session or so many of a product.

    They are taken together, and their owner points here. `quantity` has been taken from the stock
    of the product.
    """

    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="holds")
    session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="holds")
    product = models.ForeignKey(Product, null=True, on_delete=models.PROTECT, related_name="holds")
    quantity = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False, session=None, product=None, quantity=None)
                | models.Q(unit=None, session__isnull=False, product=None, quantity=None)
                | models.Q(unit=None, session=None, product__isnull=False, quantity__gt=0),
                name="hold_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"Hold {self.pk}"


class NightHoldQuerySet(models.QuerySet["NightHold"]):
    def nights(self) -> list[date]:
        return list(self.order_by("night").values_list("night", flat=True))

    def during(self, dates: DateRange) -> Self:
        return self.filter(night__gte=dates.check_in, night__lt=dates.check_out)

    def slept(self) -> Self:
        """Nights alone, without the half-days of workspaces."""
        return self.filter(part=DayPart.NIGHT)

    def taking(self, half_days: Collection[HalfDay]) -> Self:
        """What is taken of these half-days."""
        each = (models.Q(night=one.day, part=one.half.value) for one in half_days)
        return self.filter(reduce(or_, each, models.Q(pk=None)))


class NightHold(models.Model):
    """One taken night, or one half of a day: the unique key is what prevents two winners.

    `night` is the day. A whole day is its two halves, so that it can't be taken beside one of them.
    """

    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="night_holds")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="night_holds")
    night = models.DateField()
    part = models.CharField(max_length=8, choices=DayPart, default=DayPart.NIGHT)

    objects = NightHoldQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "night", "part"), name="one_hold_per_unit_night_and_part"
            ),
            models.CheckConstraint(
                condition=models.Q(part__in=DayPart.values), name="night_hold_of_a_known_part"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} on {self.night}, {self.part}"


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


def is_shut(unit: Unit, dates: DateRange) -> bool:
    """Whether one of these nights is closed by the host, or taken elsewhere. One read."""
    closed = unit.periods.closed_during(dates).order_by().values("check_in")
    elsewhere = unit.foreign_blocks.filter(start__lt=dates.check_out, end__gt=dates.check_in)
    return closed.union(elsewhere.order_by().values("start"), all=True).exists()


def is_shut_on(unit: Unit, half_days: Collection[HalfDay]) -> bool:
    """Whether one of their days is closed by the host, or taken elsewhere. One read."""
    closed = unit.periods.closed_on(half_days).order_by().values("check_in")
    elsewhere = unit.foreign_blocks.on(half_days).order_by().values("start")
    return closed.union(elsewhere, all=True).exists()
