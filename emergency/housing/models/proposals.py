"""An ask links one request and one home; its nights are rows with a unique key."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ids import new_public_id
from core.values.dates import DateRange
from emergency.activations.models.activations import Activation
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.proposals import OPEN_ASKS, SLOTS, ProposalState, Refusal
from emergency.housing.states.requests import LOOKING
from hosting.calendars.models import DateRangeModel

SILENT_HOST = models.Q(state=ProposalState.EXPIRED, agreement=None)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN_ASKS)

    def failed(self) -> Self:
        """The host said no or nothing, or the home was gone; not what the requester let pass."""
        gone = (ProposalState.HOST_NO, ProposalState.CANCELLED)
        return self.filter(models.Q(state__in=gone) | SILENT_HOST)

    def still_wanted(self) -> Self:
        """They ran out, the person looks on and nobody took the nights: a yes still counts."""
        taken = TakenNight.objects.filter(
            offer=models.OuterRef("offer"),
            night__gte=models.OuterRef("check_in"),
            night__lt=models.OuterRef("check_out"),
        )
        apart = BlockedPair.objects.filter(
            offer=models.OuterRef("offer"), request=models.OuterRef("request")
        )
        looking = self.filter(SILENT_HOST, request__state__in=LOOKING)
        to_come = looking.filter(check_out__gt=timezone.localdate())
        return to_come.exclude(models.Exists(taken) | models.Exists(apart))

    def silent(self) -> Self:
        """The window is over and nobody answered."""
        return self.open().filter(expires_at__lte=timezone.now())


class Proposal(DateRangeModel):
    """One ask: to the host first, then to the requester. At most two stand open for a request."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    activation = models.ForeignKey(Activation, on_delete=models.PROTECT, related_name="proposals")
    request = models.ForeignKey(HousingRequest, on_delete=models.PROTECT, related_name="proposals")
    offer = models.ForeignKey(HousingOffer, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=14, choices=ProposalState, default=ProposalState.DRAFT)
    state_since = models.DateTimeField(default=timezone.now)
    slot = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    refusal = models.CharField(
        _("reason for saying no"), max_length=12, choices=Refusal, blank=True
    )
    explanation = models.JSONField(default=dict)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("state", "expires_at"), name="proposal_windows"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(check_out__gt=models.F("check_in")),
                name="proposal_has_a_night",
            ),
            models.CheckConstraint(condition=models.Q(slot__in=SLOTS), name="two_asks_at_most"),
            models.UniqueConstraint(
                fields=("request", "slot"),
                condition=models.Q(state__in=OPEN_ASKS),
                name="one_open_ask_per_request_and_slot",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=OPEN_ASKS) | models.Q(expires_at__isnull=False),
                name="open_ask_has_a_window",
            ),
        )

    def __str__(self) -> str:
        return f"Proposal {self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_ASKS

    @property
    def ran_out(self) -> bool:
        """The host let it pass; what the requester let pass is over."""
        return self.state == ProposalState.EXPIRED and not hasattr(self, "agreement")

    @property
    def minutes_to_work(self) -> int | None:
        """From the home, as it is offered to the requester; unknown for a work place in words."""
        minutes: int | None = self.explanation.get("minutes")
        return minutes

    @property
    def left_nearer(self) -> int | None:
        """Minutes of a nearer home that was left to people without a car, when it was asked for."""
        minutes: int | None = self.explanation.get("left_nearer")
        return minutes


class TakenNightQuerySet(models.QuerySet["TakenNight"]):
    def during(self, dates: DateRange) -> Self:
        return self.filter(night__gte=dates.check_in, night__lt=dates.check_out)


class TakenNight(models.Model):
    """One night of one home that is asked for, agreed or lived in, or left empty in between.

    The unique key is what prevents two asks and two placements for a night; nothing else decides.
    """

    offer = models.ForeignKey(HousingOffer, on_delete=models.PROTECT, related_name="taken_nights")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="taken_nights")
    night = models.DateField()

    objects = TakenNightQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("offer", "night"), name="one_ask_per_home_and_night"),
        )

    def __str__(self) -> str:
        return f"{self.offer_id} on {self.night}"


class BlockedPair(models.Model):
    """Never proposed again: declined for safety, broken off, reported."""

    request = models.ForeignKey(HousingRequest, on_delete=models.CASCADE, related_name="blocked")
    offer = models.ForeignKey(HousingOffer, on_delete=models.CASCADE, related_name="blocked")
    at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("request", "offer"), name="one_block_per_pair"),
        )

    def __str__(self) -> str:
        return f"{self.request_id} not at {self.offer_id}"
