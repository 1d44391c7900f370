"""An activity, in sessions with seats or on request."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ids import new_public_id
from core.values.dates import DateRange
from hosting.enums import OfferKind, SessionState
from hosting.models.offers import Offer, OfferQuerySet


class ActivityQuerySet(OfferQuerySet):
    def taking_place_during(self, dates: DateRange, *, clock: ZoneInfo, party: int = 1) -> Self:
        """On request, or with a session in these days that has seats for so many.

        The last day is one of them. `clock` says when a day begins.
        """
        day_after = dates.check_out + timedelta(days=1)
        sessions = Session.objects.filter(
            activity=models.OuterRef("pk"),
            state=SessionState.SCHEDULED,
            starts_at__gte=datetime.combine(dates.check_in, time.min, clock),
            starts_at__lt=datetime.combine(day_after, time.min, clock),
        ).with_seats_for(party)
        return self.filter(models.Q(is_on_request=True) | models.Exists(sessions))


class Activity(Offer):
    """Something to do together: a walk, a workshop, a visit."""

    KIND: ClassVar[OfferKind] = OfferKind.ACTIVITY

    duration_minutes = models.PositiveSmallIntegerField(
        _("duration in minutes"), null=True, blank=True, validators=[MaxValueValidator(10_080)]
    )
    minimum_age = models.PositiveSmallIntegerField(
        _("from age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    is_on_request = models.BooleanField(
        _("on request"), default=False, help_text=_("People may ask for a day of their own.")
    )
    bring = models.CharField(_("what to bring"), max_length=255, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")


class SessionQuerySet(models.QuerySet["Session"]):
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
