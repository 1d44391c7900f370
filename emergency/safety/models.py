"""What somebody told us about safety: read by those with that right, never by whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from core.ids import new_public_id
from core.text.contacts import email_key
from core.values.countdown import Countdown, countdown_between
from emergency.activations.choices import Side
from emergency.activations.models.activations import Activation, Duty
from emergency.activations.models.events import TimedWrittenOnce
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.intake.models.contacts import digest_of
from emergency.safety.states import About, IncidentState, Outcome


@dataclass(frozen=True, slots=True)
class IncidentReport:
    """What somebody says. One press is enough: nothing of it has to be filled in."""

    key: UUID
    about: str = About.OTHER_SIDE
    is_urgent: bool = False
    words: str = ""


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, person: User) -> Self:
        """Where they have the right to read reports, and none that may be about themselves."""
        duties = Duty.objects.on_duty().filter(person=person.pk, sees_safety=True)
        theirs = self.filter(activation__in=duties.values("activation"))
        # By their account, or by the telephone or address that they left without one.
        concerning = models.Q(offer__host=person.pk) | models.Q(against=person.pk)
        digests = {
            "email_digest": digest_of("email", email_key(person.email)),
            "phone_digest": digest_of("phone", str(person.phone or "")),
        }
        for name, digest in digests.items():
            if digest:
                concerning |= models.Q(**{f"offer__{name}": digest})
                concerning |= models.Q(**{f"request__{name}": digest})
        return theirs.exclude(concerning)

    def waiting(self) -> Self:
        return self.filter(state=IncidentState.REPORTED)

    def late(self) -> Self:
        """Nobody took it in time, and nobody was warned of that yet."""
        return self.waiting().filter(due_at__lte=timezone.now(), warned_at=None)

    def by_clock(self) -> Self:
        """Those that wait, the oldest first; then those in hand; then the closed ones."""
        rank = models.Case(
            models.When(state=IncidentState.REPORTED, then=0),
            models.When(state=IncidentState.TAKEN, then=1),
            default=2,
        )
        return self.order_by(rank, "-is_urgent", "due_at", "pk")


class Incident(models.Model):
    """One report. Its words leave this table for no letter, no log and no other page."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="incidents")
    request = models.ForeignKey(
        HousingRequest, null=True, on_delete=models.CASCADE, related_name="incidents"
    )
    offer = models.ForeignKey(
        HousingOffer, null=True, on_delete=models.CASCADE, related_name="incidents"
    )
    side = models.CharField(max_length=12, choices=Side)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_column="told_by_id",
    )
    about = models.CharField(_("topic"), max_length=12, choices=About, default=About.OTHER_SIDE)
    against = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_urgent = models.BooleanField(_("call me back straight away"), default=False)
    words = models.TextField(_("what happened"), max_length=2000, blank=True)
    key = models.UUIDField(unique=True)
    reported_at = models.DateTimeField(auto_now_add=True, db_column="told_at")

    state = models.CharField(max_length=14, choices=IncidentState, default=IncidentState.REPORTED)
    state_since = models.DateTimeField(default=timezone.now)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    due_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("state", "due_at"), name="incident_clock"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(request__isnull=False) | models.Q(offer__isnull=False),
                name="incident_is_about_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(state=IncidentState.REPORTED) | models.Q(owner__isnull=False),
                name="taken_incident_has_an_owner",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=IncidentState.CLOSED, outcome=""),
                name="closed_incident_says_what_came",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("emergency:safety-incident", args=[self.activation.address, self.public_id])

    @property
    def reference(self) -> str:
        return self.public_id.upper()

    @property
    def clock(self) -> Countdown | None:
        """Until somebody takes it."""
        if self.state != IncidentState.REPORTED:
            return None
        return countdown_between(self.reported_at, self.due_at)


class IncidentNote(TimedWrittenOnce):
    """What somebody did or heard about it; a line stays as it was written."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="notes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(max_length=1000)

    def __str__(self) -> str:
        return f"Note on {self.incident_id}"
