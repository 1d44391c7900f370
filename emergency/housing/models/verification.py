"""That somebody is who may ask: by a channel that doesn't depend on what they say."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from core.ids import new_public_id
from emergency.activations.models.activations import Activation
from emergency.activations.models.places import Hospital
from emergency.activations.states.activations import Proof
from emergency.housing.models.requests import HousingRequest

GOOD_FOR: Final = timedelta(days=90)


class RosterUpload(models.Model):
    """A list that an employer gave: only digests of it are kept, and it can be taken back whole."""

    public_id = models.CharField(
        max_length=8,
        unique=True,
        default=new_public_id,
        editable=False,
    )
    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="rosters")
    hospital = models.ForeignKey(
        Hospital, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    lines = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Roster {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("emergency:roster", args=[self.activation.address, self.public_id])

    def needs_other_than(self, person: User) -> bool:
        """A short list of this person, or of who isn't independent of them: another one looks."""
        if self.lines >= settings.EMERGENCY_SHORT_ROSTER:
            return False
        return self.by_id in self.activation.duties.not_independent_of(person)


class RosterEntryQuerySet(models.QuerySet["RosterEntry"]):
    def counting_without(self, people: set[int]) -> Self:
        """Not in a short list that one of these brought."""
        short = {"upload__lines__lt": settings.EMERGENCY_SHORT_ROSTER}
        return self.exclude(upload__by__in=people, **short)


class RosterEntry(models.Model):
    """One telephone or address of one list, as a digest from which nobody gets back.

    One that stands on several lines names nobody: only a person may take it for a proof.
    """

    upload = models.ForeignKey(RosterUpload, on_delete=models.CASCADE, related_name="entries")
    digest = models.CharField(max_length=32, db_index=True)
    is_shared = models.BooleanField(default=False)

    objects = RosterEntryQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("upload", "digest"), name="one_line_per_roster"),
        )

    def __str__(self) -> str:
        return f"Line of {self.upload_id}"


class WorkCodeQuerySet(models.QuerySet["WorkCode"]):
    def sent_since(self, moment: datetime) -> Self:
        return self.filter(sent_at__gt=moment)

    def wrong_tries(self) -> int:
        tries: int = self.aggregate(tries=models.Sum("tries", default=0))["tries"]
        return tries


class WorkCode(models.Model):
    """A code on its way to an address at work. Neither code nor address is kept.

    The digest of the address is keyed, and counts how often it is written to.
    """

    request = models.ForeignKey(HousingRequest, on_delete=models.CASCADE, related_name="codes")
    domain = models.CharField(max_length=120)
    address_digest = models.CharField(max_length=32, blank=True, db_index=True)
    secret = models.CharField(max_length=64)
    sent_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    objects = WorkCodeQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Code for {self.request_id}"


class VerificationQuerySet(models.QuerySet["Verification"]):
    def good(self) -> Self:
        """Seen by as many as its kind needs, and not too long ago."""
        whole = ~models.Q(method=Proof.CARD) | models.Q(second__isnull=False)
        return self.filter(whole, valid_until__gte=timezone.now())


class Verification(models.Model):
    """Yes, by which channel, by whom, until when. No paper, no copy, no number of a card."""

    request = models.ForeignKey(
        HousingRequest, on_delete=models.CASCADE, related_name="verifications"
    )
    method = models.CharField(_("verified by"), max_length=10, choices=Proof)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    detail = models.CharField(max_length=120, blank=True)
    roster = models.ForeignKey(  # the list by which it was made for many at once
        RosterUpload, null=True, on_delete=models.SET_NULL, related_name="verifications"
    )
    at = models.DateTimeField(auto_now_add=True)
    valid_until = models.DateTimeField()

    objects = VerificationQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(method=Proof.CARD) | models.Q(by__isnull=False),
                name="card_was_seen_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(second__isnull=True) | ~models.Q(second=models.F("by")),
                name="card_was_seen_by_two",
            ),
            models.UniqueConstraint(
                fields=("request",),
                condition=models.Q(method=Proof.CARD, second__isnull=True),
                name="one_card_waits_for_its_second",
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id} by {self.method}"

    @property
    def is_whole(self) -> bool:
        return self.method != Proof.CARD or self.second_id is not None
