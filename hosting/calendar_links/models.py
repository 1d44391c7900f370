"""Secret addresses of calendars, each for one other calendar to read."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.permissions import Visitor
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.security.tokens import is_valid_token, make_token, new_nonce, public_id_in_token
from hosting.calendar_links.choices import LinkScope
from hosting.offers.models.activities import Activity
from hosting.offers.models.stays import Unit

SALT: Final = "hosting.calendar_links"
READS_NOTED_EVERY: Final = timedelta(hours=1)  # programs ask again each minute


class CalendarLinkQuerySet(LockingQuerySet["CalendarLink"]):
    def standing(self) -> Self:
        return self.filter(revoked_at=None)

    def visible_to(self, person: Visitor) -> Self:
        return self.filter(host=person.pk)

    def good(self) -> Self:
        """Not revoked, and still of the host of what it shows."""
        host = models.F("host")
        theirs = (
            models.Q(scope=LinkScope.HOST)
            | models.Q(unit__stay__host=host)
            | models.Q(unit__workspace__host=host)
            | models.Q(activity__host=host)
        )
        return self.standing().filter(theirs, host__is_active=True)

    def with_token(self, token: str) -> CalendarLink | None:
        rows = self.good().filter(public_id=public_id_in_token(token))
        found = rows.select_related("host", "unit__stay", "unit__workspace", "activity").first()
        return found if found and found.is_token(token) else None

    def note_read(self, link: CalendarLink) -> None:
        """Keep when a program read it last, to the hour: its host sees who still listens."""
        now = timezone.now()
        if link.read_at is None or link.read_at <= now - READS_NOTED_EVERY:
            self.filter(pk=link.pk).update(read_at=now)


class CalendarLink(models.Model):
    """A secret that shows when something is taken, and nothing of who comes."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_links"
    )
    scope = models.CharField(_("what it shows"), max_length=12, choices=LinkScope)
    unit = models.ForeignKey(
        Unit, null=True, on_delete=models.CASCADE, related_name="calendar_links"
    )
    activity = models.ForeignKey(
        Activity, null=True, on_delete=models.CASCADE, related_name="calendar_links"
    )
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=models.Q(scope=LinkScope.UNIT, unit__isnull=False, activity=None)
                | models.Q(scope=LinkScope.ACTIVITY, unit=None, activity__isnull=False)
                | models.Q(scope=LinkScope.HOST, unit=None, activity=None),
                name="calendar_link_of_its_scope",
            ),
            models.UniqueConstraint(
                fields=("host", "unit"),
                condition=models.Q(revoked_at=None),
                name="one_calendar_link_per_unit",
            ),
            models.UniqueConstraint(
                fields=("host", "activity"),
                condition=models.Q(revoked_at=None),
                name="one_calendar_link_per_activity",
            ),
            models.UniqueConstraint(
                fields=("host",),
                condition=models.Q(revoked_at=None, scope=LinkScope.HOST),
                name="one_calendar_link_per_host",
            ),
        )

    def __str__(self) -> str:
        return f"{self.scope} {self.public_id}"

    def get_absolute_url(self) -> str:
        """The file, for whoever has the secret."""
        return reverse("hosting:calendar-link-feed", args=[self.token])

    @property
    def token(self) -> str:
        return make_token(SALT, self.public_id, self.nonce)

    def is_token(self, token: str) -> bool:
        return is_valid_token(token, SALT, self.public_id, self.nonce)
