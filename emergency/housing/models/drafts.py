"""A run of the matching over everybody who waits, and what it found for each."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.ids import new_public_id
from emergency.activations.models.activations import Activation, Duty
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.matching_runs import OPEN_RUNS, RunState


class MatchingRunQuerySet(models.QuerySet["MatchingRun"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN_RUNS)

    def stuck(self) -> Self:
        """Its worker is gone, and nobody brought the job to its end."""
        return self.open().filter(asked_at__lte=timezone.now() - MatchingRun.GIVEN_UP_AFTER)


class MatchingRun(models.Model):
    """Asked for by a coordinator, weighed by a job. The database keeps one open at a time."""

    GIVEN_UP_AFTER: ClassVar = timedelta(minutes=15)

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="runs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=RunState, default=RunState.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    requests = models.PositiveIntegerField(default=0)
    homes = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    engine = models.CharField(max_length=120, blank=True)
    version = models.CharField(max_length=20, blank=True)
    weights = models.JSONField(default=dict)
    envies = models.JSONField(default=list)

    objects = MatchingRunQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("activation",),
                condition=Q(state__in=OPEN_RUNS),
                name="one_open_run_per_activation",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_RUNS) | Q(ended_at__isnull=False),
                name="closed_run_has_an_end",
            ),
        )

    def __str__(self) -> str:
        return f"Matching run {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_RUNS


class DraftQuerySet(models.QuerySet["Draft"]):
    def within(self, duty: Duty) -> Self:
        """Those of requests that this coordinator looks after."""
        return self.filter(request__in=HousingRequest.objects.within(duty))

    def without_proposal(self) -> Self:
        """Nobody has asked a host by it yet."""
        return self.filter(proposal=None)

    def with_home(self) -> Self:
        return self.without_proposal().exclude(offer=None)

    def whole(self) -> Self:
        """With all that a page says of them."""
        return self.select_related(
            "run__activation",
            "request__submission",
            "request__activation",
            "request__hospital",
            "offer__submission",
            "offer__activation",
            "offer__locality",
        )


class Draft(models.Model):
    """A home for one request, or what stands in the way of one. Rebuilt by each run.

    `request_version` and `offer_version` tell the conditions that were weighed from any others.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    run = models.ForeignKey(MatchingRun, on_delete=models.CASCADE, related_name="drafts")
    request = models.OneToOneField(HousingRequest, on_delete=models.CASCADE, related_name="draft")
    offer = models.ForeignKey(
        HousingOffer, null=True, on_delete=models.CASCADE, related_name="drafts"
    )
    request_version = models.CharField(max_length=32)
    offer_version = models.CharField(max_length=32, blank=True)
    explanation = models.JSONField(default=dict)
    proposal = models.OneToOneField(
        Proposal, null=True, on_delete=models.SET_NULL, related_name="draft"
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(offer=None, offer_version="", proposal=None)
                | (Q(offer__isnull=False) & ~Q(offer_version="")),
                name="draft_knows_which_home_it_saw",
            ),
        )

    def __str__(self) -> str:
        return f"Draft {self.public_id}"
