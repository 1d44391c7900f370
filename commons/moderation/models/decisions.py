"""What was decided, by a person and with reasons, and who doesn't agree."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.moderation.models.cases import Case
from commons.moderation.models.reports import Report
from commons.moderation.states import Ground, Measure
from core.ids import new_public_id
from core.security.tokens import is_valid_token, make_token, new_nonce, public_id_in_token

SALT: Final = "moderation.decision"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def addressed_to(self, person: User) -> Self:
        """About what this person wrote or brought."""
        return self.filter(case__authors=person)

    def with_token(self, token: str) -> Decision | None:
        found = self.filter(public_id=public_id_in_token(token)).select_related("case").first()
        return (
            found if found and is_valid_token(token, SALT, found.public_id, found.nonce) else None
        )


class Decision(models.Model):
    """A statement of reasons after article 17. Written once; an appeal brings another one."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    measure = models.CharField(_("decision made"), max_length=12, choices=Measure)
    ground = models.CharField(_("grounds"), max_length=12, choices=Ground, blank=True)
    rule = models.CharField(_("law or rule"), max_length=200, blank=True)
    facts = models.TextField(_("findings"), max_length=2000)
    words = models.TextField(_("reasons for the decision"), max_length=2000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    is_of_the_co_operative = models.BooleanField(null=True)  # else of those who look after it
    is_on_appeal = models.BooleanField(default=False)
    was_reported = models.BooleanField(default=True)
    due_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ("pk",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.measure} {self.public_id}"

    def get_absolute_url(self) -> str:
        """Where the author reads it."""
        return reverse("moderation:decision-detail", args=[self.public_id])

    @property
    def token(self) -> str:
        return make_token(SALT, self.public_id, self.nonce)

    @property
    def status_url(self) -> str:
        """The same page for an author who can't log in."""
        return reverse("moderation:decision-status", args=[self.token])

    @property
    def appeals_until(self) -> datetime:
        return self.made_at + settings.MODERATION_APPEAL_WITHIN

    @property
    def is_lifting(self) -> bool:
        """It ends what was in force, and finds nothing of its own."""
        return self.measure == Measure.LIFTED

    @property
    def can_be_appealed(self) -> bool:
        return not self.is_on_appeal and timezone.now() < self.appeals_until


class Appeal(models.Model):
    """One side doesn't agree: somebody else looks at it again. Once for each side."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="appeals")
    report = models.ForeignKey(
        Report, null=True, on_delete=models.CASCADE, related_name="appeals"
    )  # nothing: it comes from the author's side
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(_("reasons for your appeal"), max_length=2000)
    made_at = models.DateTimeField(auto_now_add=True)
    answer = models.ForeignKey(
        Decision, null=True, on_delete=models.SET_NULL, related_name="answered"
    )

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("decision", "report"),
                condition=Q(report__isnull=False),
                name="one_appeal_per_reporter",
            ),
            models.UniqueConstraint(
                fields=("decision",),
                condition=Q(report__isnull=True),
                name="one_appeal_of_the_author",
            ),
        )

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_by_author(self) -> bool:
        return self.report_id is None
