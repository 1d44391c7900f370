"""What somebody reports: a notice after article 16 of Regulation (EU) 2022/2065."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.moderation.models.cases import Case, Copy
from commons.moderation.states import URGENT, Reason
from core.ids import new_public_id
from core.security.tokens import is_valid_token, make_token, new_nonce, public_id_in_token

SALT: Final = "moderation.report"


class ReportQuerySet(models.QuerySet["Report"]):
    def of_person(self, person: User) -> Self:
        return self.filter(by=person)

    def with_token(self, token: str) -> Report | None:
        found = self.filter(public_id=public_id_in_token(token)).select_related("case").first()
        return (
            found if found and is_valid_token(token, SALT, found.public_id, found.nonce) else None
        )


class Report(models.Model):
    """Nobody needs an account. Who reported it is never told to whoever wrote it."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    copy = models.ForeignKey(Copy, null=True, on_delete=models.SET_NULL, related_name="reports")
    reason = models.CharField(_("what’s wrong"), max_length=12, choices=Reason)
    words = models.TextField(_("where the problem is, and why it’s a problem"), max_length=2000)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="reports_made")
    name = models.CharField(_("your name"), max_length=80, blank=True)
    email = models.EmailField(_("your email address"), blank=True)
    language = models.CharField(max_length=10, default="fr")
    made_at = models.DateTimeField(auto_now_add=True)
    notified_of = models.ForeignKey(
        "moderation.Decision",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_column="told_of_id",
    )  # the last decision that this person heard of

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("case", "by"), condition=Q(by__isnull=False), name="one_report_per_person"
            ),
            models.UniqueConstraint(
                fields=("case", "email"),
                condition=Q(by__isnull=True) & ~Q(email=""),
                name="one_report_per_address",
            ),
        )

    def __str__(self) -> str:
        return self.public_id  # never its words

    def get_absolute_url(self) -> str:
        return reverse("moderation:report-detail", args=[self.public_id])

    @property
    def token(self) -> str:
        return make_token(SALT, self.public_id, self.nonce)

    @property
    def status_url(self) -> str:
        """The same page for whoever has no account."""
        return reverse("moderation:report-status", args=[self.token])

    @property
    def is_urgent(self) -> bool:
        return self.reason in URGENT

    @property
    def appeals_until(self) -> datetime | None:
        """Until when this person may appeal against the newest decision; None where they can't."""
        newest = self.case.decisions.order_by("pk").last()
        if newest is None or not newest.can_be_appealed:
            return None
        has_appealed = self.appeals.filter(decision=newest).exists()
        return None if has_appealed else newest.appeals_until
