"""What communities hold about a person."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.plain_rows import plain_rows
from hosting.communities.models.communities import Membership, MembershipChange, Sponsorship
from hosting.communities.models.founding import FoundingMember, FoundingRequest
from hosting.communities.models.local_rules import LocalRule
from hosting.communities.models.sponsor_invitations import SponsorInvitation


def communities_of(person: User) -> dict[str, Any]:
    """What the person wrote and did in communities."""
    return {
        "memberships": plain_rows(Membership.objects.filter(person=person)),
        "vouched_for": plain_rows(Sponsorship.objects.filter(sponsor=person)),
        "sponsors_invited": plain_rows(SponsorInvitation.objects.filter(membership__person=person)),
        "asked_to_vouch": plain_rows(
            SponsorInvitation.objects.filter(member=person), hide=("membership",)
        ),
        "communities_asked_for": plain_rows(FoundingRequest.objects.filter(asked_by=person)),
        "communities_to_found": plain_rows(FoundingMember.objects.filter(person=person)),
        "communities_decided_about": plain_rows(
            FoundingRequest.objects.filter(decided_by=person), hide=("why", "reason")
        ),
        "membership_changes": plain_rows(MembershipChange.objects.filter(by=person)),
        "rules_written_down": plain_rows(LocalRule.objects.filter(set_by=person)),
        "rules_ended": plain_rows(LocalRule.objects.filter(ended_by=person)),
    }


personal_data.register(
    "hosting",
    communities_of,
    covers=[
        "communities.membership.person",
        "communities.sponsorship.sponsor",
        "communities.sponsorinvitation.member",
        "communities.foundingrequest.asked_by",
        "communities.foundingrequest.decided_by",
        "communities.foundingmember.person",
        "communities.membershipchange.by",
        "communities.localrule.set_by",
        "communities.localrule.ended_by",
    ],
)
