"""Members whom a candidate asks to vouch for them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from hosting.communities.models.communities import Membership, Sponsorship
from hosting.communities.states import MembershipState


class SponsorInvitationQuerySet(models.QuerySet["SponsorInvitation"]):
    def open_to(self, member: Visitor) -> Self:
        """Unanswered ones of candidates in communities where this person is an active member.

        Those of an earlier candidacy of the same person are over.
        """
        mine = Membership.objects.active().filter(
            person=member.pk, community=models.OuterRef("membership__community")
        )
        vouched = Sponsorship.objects.filter(
            sponsor=member.pk, membership=models.OuterRef("membership")
        )
        return self.filter(
            models.Exists(mine),
            ~models.Exists(vouched),
            member=member.pk,
            declined_at=None,
            membership__state=MembershipState.CANDIDATE,
            at__gte=models.F("membership__applied_at"),
        )

    def to_forget(self) -> Self:
        """No answer is awaited, and HOSTING_SPONSOR_INVITATIONS_KEPT has passed."""
        waiting = models.Q(membership__state=MembershipState.CANDIDATE)
        return self.filter(
            ~waiting, at__lte=timezone.now() - settings.HOSTING_SPONSOR_INVITATIONS_KEPT
        )


class SponsorInvitation(models.Model):
    """One member, asked by one candidate. Their word itself is a Sponsorship.

    Asked by `email`, it has a `member` only if the address belongs to one, which the candidate
    doesn't read.
    """

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="sponsor_invitations"
    )
    member = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="sponsor_invitations_received"
    )
    email = models.EmailField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    declined_at = models.DateTimeField(null=True, editable=False)

    objects = SponsorInvitationQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("membership", "member"),
                name="one_sponsor_invitation_per_membership_and_member",
            ),
            models.UniqueConstraint(
                fields=("membership", "email"),
                condition=~models.Q(email=""),
                name="one_sponsor_invitation_per_membership_and_address",
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership_id} asks {self.member_id or 'an address'}"
