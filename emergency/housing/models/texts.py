"""What somebody without e-mail is told on their telephone: it leaves, or somebody rings them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from commons.accounts.permissions import Visitor
from core.ids import new_public_id
from emergency.activations.models.activations import Activation
from emergency.housing.errors.texts import refusal_in_words
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.texts import TextState
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission


class TextQuerySet(models.QuerySet["Text"]):
    def due(self) -> Self:
        return self.filter(state=TextState.WAITING, leaves_at__lte=timezone.now())

    def to_ring(self) -> Self:
        """It couldn't go, and nobody has told them yet."""
        return self.filter(state=TextState.REFUSED)

    def within_reach_of(self, person: Visitor) -> Self:
        """Hosts and helpers belong to no perimeter, requests do."""
        mine = HousingRequest.objects.looked_after_by(person).values("submission")
        of_others = models.Q(submission__housing_request=None)
        return self.filter(of_others | models.Q(submission__in=mine))


class Text(models.Model):
    """Number and link stand where they always stand, and are read when it leaves."""

    public_id = models.CharField(
        max_length=8,
        unique=True,
        default=new_public_id,
        editable=False,
    )
    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="texts")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=160)
    wakes = models.BooleanField(default=False)  # somebody sleeps outside tonight
    at = models.DateTimeField(auto_now_add=True)
    leaves_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=TextState, default=TextState.WAITING)
    state_since = models.DateTimeField(default=timezone.now)
    why_not = models.CharField(max_length=200, blank=True)
    informed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_column="told_by_id",
    )

    objects = TextQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("state", "leaves_at"), name="texts_due"),)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state=TextState.INFORMED) | models.Q(informed_by__isnull=False),
                name="told_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"Text {self.public_id}"

    @property
    def refusal(self) -> str:
        """Why it couldn't be sent, in the language of whoever reads it."""
        return refusal_in_words(self.why_not)

    @property
    def request_id(self) -> int | None:
        """Of whose perimeter it is."""
        rows = HousingRequest.objects.filter(submission=self.submission_id)
        return rows.values_list("pk", flat=True).first()

    @property
    def number(self) -> str:
        """Empty once they asked to be forgotten."""
        whose = models.Q(housing_request__submission=self.submission_id)
        whose |= models.Q(housing_offer__submission=self.submission_id)
        whose |= models.Q(helper__submission=self.submission_id)
        return Contact.objects.filter(whose).values_list("phone", flat=True).first() or ""
