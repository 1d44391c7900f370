"""What both signed, and the stay that came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ids import new_public_id
from core.values.dates import DateRange
from emergency.activations.models.activations import Activation
from emergency.housing.models.offers import HAS_ENTRY, HousingAddress, HousingOffer
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.proposals import LIVE_PLACEMENTS, PlacementState
from hosting.calendars.models import DateRangeModel, Hold

WORDING: Final = 1  # of templates/emergency_housing/parts/loan.html
NOTICE_HOURS: Final = 72


class LoanAgreement(models.Model):
    """A loan for use (articles 1875 and following): signed by the host, then by the requester."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="agreement")
    wording = models.PositiveSmallIntegerField(default=WORDING)
    notice_hours = models.PositiveSmallIntegerField(default=NOTICE_HOURS)
    host_name = models.CharField(max_length=120)
    host_signed_at = models.DateTimeField()
    requester_name = models.CharField(max_length=120, blank=True)
    requester_signed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Agreement of {self.proposal_id}"

    @property
    def is_signed(self) -> bool:
        return self.requester_signed_at is not None


class PlacementQuerySet(models.QuerySet["Placement"]):
    def live(self) -> Self:
        return self.filter(state__in=LIVE_PLACEMENTS)

    def missing(self) -> Self:
        """Should have arrived six hours ago, and nobody said so."""
        return self.filter(
            state=PlacementState.CONFIRMED,
            check_in__lte=timezone.localdate(),
            missed_at=None,
        )

    def without_entry(self) -> Self:
        """Somebody is to come, and the host hasn't said how they get in."""
        described = HousingAddress.objects.filter(HAS_ENTRY, offer=models.OuterRef("offer"))
        return self.filter(~models.Exists(described), state=PlacementState.CONFIRMED)

    def to_remind_of_entry(self) -> Self:
        """Of these, whose first night is near enough to look; `is_near` says whether it is."""
        soon = timezone.localdate() + timedelta(days=2)
        return self.without_entry().filter(entry_asked_at=None, check_in__lte=soon)


class Placement(DateRangeModel):
    """Somebody has a roof. It can't exist without an agreement."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    activation = models.ForeignKey(Activation, on_delete=models.PROTECT, related_name="placements")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="placement")
    agreement = models.OneToOneField(
        LoanAgreement, on_delete=models.PROTECT, related_name="placement"
    )
    request = models.ForeignKey(HousingRequest, on_delete=models.PROTECT, related_name="placements")
    offer = models.ForeignKey(HousingOffer, on_delete=models.PROTECT, related_name="placements")
    hold = models.OneToOneField(Hold, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(
        max_length=14, choices=PlacementState, default=PlacementState.CONFIRMED
    )
    state_since = models.DateTimeField(default=timezone.now)
    missed_at = models.DateTimeField(null=True)
    entry_asked_at = models.DateTimeField(null=True)  # the host was reminded how they get in
    exit_plan = models.CharField(_("where the guest is going next"), max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(check_out__gt=models.F("check_in")),
                name="placement_has_a_night",
            ),
            models.UniqueConstraint(
                fields=("request",),
                condition=models.Q(state__in=LIVE_PLACEMENTS),
                name="one_live_placement_per_request",
            ),
        )

    def __str__(self) -> str:
        return f"Placement {self.public_id}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_PLACEMENTS

    @property
    def lived_dates(self) -> DateRange:
        """As agreed; of a stay that ended early until the day on which it ended."""
        if self.state not in {PlacementState.ENDED, PlacementState.BROKEN_DOWN}:
            return DateRange(self.check_in, self.check_out)
        ended_on = self.state_since.astimezone(ZoneInfo(self.activation.timezone)).date()
        first_out = self.check_in + timedelta(days=1)  # whoever leaves on the first day as well
        return DateRange(self.check_in, max(min(self.check_out, ended_on), first_out))

    @property
    def has_begun(self) -> bool:
        """The first day has come, where the home stands."""
        return self.check_in <= self.activation.today()

    @property
    def begins_today(self) -> bool:
        return self.check_in == self.activation.today()

    @property
    def arrival(self) -> datetime:
        """The morning of the first night; not before it was agreed, where that is today."""
        return max(self.activation.morning_of(self.check_in), self.at)

    @property
    def is_near(self) -> bool:
        """A day before the first night: now the code and the telephone are of use."""
        return timezone.now() >= self.arrival - timedelta(days=1)

    @property
    def shows_contact(self) -> bool:
        """Phone and email: from a day before until the stay is over."""
        return self.is_near and self.is_live

    @property
    def is_long_over(self) -> bool:
        """A week after the end its messages are hidden as well."""
        return not self.is_live and timezone.now() > self.state_since + timedelta(days=7)
