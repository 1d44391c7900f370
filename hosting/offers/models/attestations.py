"""What somebody of a community has checked, and until when that counts. Words, never a score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from core.ids import new_public_id
from hosting.communities.models.communities import Membership
from hosting.communities.states import MembershipState
from hosting.offers.choices.attestations import AttestationKind
from hosting.offers.models.offers import Offer


@dataclass(frozen=True, slots=True)
class AttestationData:
    """What was seen, on which day, and until when it counts."""

    kind: AttestationKind
    seen: str
    checked_on: date
    until: date


class AttestationQuerySet(models.QuerySet["Attestation"]):
    def unrevoked(self) -> Self:
        return self.filter(revoked_at=None)

    def standing(self) -> Self:
        """Counts today: its last day is one of them."""
        return self.unrevoked().filter(until__gte=timezone.localdate())

    def ending_soon(self) -> Self:
        """Somebody should look again, the soonest first."""
        last = timezone.localdate() + settings.HOSTING_ATTESTATION_WARNING
        active = self.filter(membership__state=MembershipState.ACTIVE)
        return active.standing().filter(until__lte=last).order_by("until", "pk")

    def to_notify(self) -> Self:
        """Of these nobody was told that they end soon."""
        return self.ending_soon().filter(expiry_notified_at=None)


class Attestation(models.Model):
    """One person looked at something of a member: of one offer, or of the member as a host.

    What was shown to them isn't kept, only what they saw, in a sentence.
    """

    wagtail_reference_index_ignore = True  # read in the admin alone, which deletes none
    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="attestations"
    )
    offer = models.ForeignKey(
        Offer, null=True, on_delete=models.PROTECT, related_name="attestations"
    )
    kind = models.CharField(_("what was checked"), max_length=16, choices=AttestationKind)
    seen = models.CharField(_("what was seen"), max_length=300)
    checked_on = models.DateField(_("checked on"))
    until = models.DateField(_("valid until"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    revoked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, editable=False)
    expiry_notified_at = models.DateTimeField(null=True, editable=False, db_column="told_at")

    objects = AttestationQuerySet.as_manager()

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("checked_on")),
                name="an_attestation_ends_after_it_began",
            ),
        )
        indexes = (models.Index(fields=("until",), name="attestation_by_end"),)

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return self.membership.get_absolute_url()
