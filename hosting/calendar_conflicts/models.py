"""Dates that are taken twice: in a calendar elsewhere, and by something agreed on here."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.permissions import Visitor
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from hosting.calendar_feeds.models import CalendarFeed
from hosting.calendars.models import DateRangeModel, Hold
from hosting.offers.models.stays import Unit


class CalendarConflictQuerySet(LockingQuerySet["CalendarConflict"]):
    def visible_to(self, person: Visitor) -> Self:
        """To the host of the unit alone, as the calendar itself."""
        return self.filter(feed__unit__in=Unit.objects.of_host(person))

    def upcoming(self) -> Self:
        return self.filter(check_out__gt=timezone.localdate())


class CalendarConflict(DateRangeModel):
    """What one calendar elsewhere and one hold both take, from the first to the last such date.

    The machine shows it and changes neither. `nights` are all of these dates, in the format of ISO
    8601. `is_echo`: the other calendar probably sends back what was agreed on here, and the host
    hasn't been told. `dismissed_at`: the host says that both are right.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    feed = models.ForeignKey(CalendarFeed, on_delete=models.CASCADE, related_name="conflicts")
    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="calendar_conflicts")
    found_at = models.DateTimeField(auto_now_add=True)
    dismissed_at = models.DateTimeField(null=True, editable=False)
    nights = models.JSONField(default=list, editable=False)
    is_echo = models.BooleanField(default=False, editable=False)

    objects = CalendarConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("dates taken twice")
        ordering = ("check_in", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("feed", "hold"), name="one_calendar_conflict_per_feed_and_hold"
            ),
            models.CheckConstraint(
                condition=models.Q(check_out__gt=models.F("check_in")),
                name="calendar_conflict_has_a_night",
            ),
        )

    def __str__(self) -> str:
        return f"CalendarConflict {self.public_id}"

    @property
    def known_nights(self) -> set[date]:
        """Those that were noted last; all of its dates in a row from before they were noted."""
        return set(map(date.fromisoformat, self.nights)) or set(self.dates.nights)

    def get_absolute_url(self) -> str:
        """The page of the calendars of its unit, where both sides are named."""
        return reverse("hosting:calendar-feeds", args=[self.feed.unit.public_id]) + "#conflicts"
