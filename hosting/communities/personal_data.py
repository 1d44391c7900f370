"""What communities hold about a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from commons.accounts.models import User
from commons.privacy import personal_data
from hosting.communities.models.communities import Membership, MembershipChange, Sponsorship
from hosting.communities.models.founding import FoundingMember, FoundingRequest
from hosting.communities.models.local_rules import LocalRule
from hosting.communities.models.sponsor_invitations import SponsorInvitation

HIDDEN = frozenset(
    {
        *("key", "person", "host", "guest", "by", "author", "sponsor", "member", "about"),
        *("set_by", "ended_by", "revoked_by", "asked_by", "decided_by"),
    }
)


def communities_of(person: User) -> dict[str, Any]:
    """One's own words and deeds."""
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


def plain_rows(rows: QuerySet[Any], hide: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The same of each of them."""
    return [plain_row(row, hide) for row in rows]


def plain_row(row: Model, hide: Iterable[str] = ()) -> dict[str, Any]:
    """Every field as a plain value; other people only by what the row itself says of them."""
    hidden = HIDDEN | set(hide)
    return {
        field.name: field.value_to_string(row) if field.value_from_object(row) is not None else None
        for field in row._meta.concrete_fields
        if field.name not in hidden and not field.name.endswith("_ptr")
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
