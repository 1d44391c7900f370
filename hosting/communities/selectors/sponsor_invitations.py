"""Whom a candidate may ask to vouch, who was asked, and who asks me."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from commons.accounts.models import User
from commons.blocking.models import PersonBlock
from core.registry import Registry
from hosting.communities.models.communities import Membership
from hosting.communities.models.sponsor_invitations import SponsorInvitation


@dataclass(frozen=True, slots=True)
class InvitedMember:
    """A member whom the candidate asked, by the name or the address that they typed.

    `answer` is vouched, declined or nothing.
    """

    name: str
    at: datetime
    answer: str


type NamedPeople = Callable[[int], QuerySet[Any, Any]]

_named_people = Registry[NamedPeople]()


def register_named_people(provider: NamedPeople) -> None:
    """Whom else the page of a community names: keys of people, for the key of a community.

    A package registers in its `registrations`.
    """
    _named_people.register(provider)


def members_to_invite(membership: Membership) -> QuerySet[User]:
    """Active members whose names the page of the community shows: hosts and coordinators.

    Without the candidate, and without who has vouched already.
    """
    active = Membership.objects.active().filter(community=membership.community_id)
    is_named = Q(is_coordinator=True)
    for provide in _named_people:
        is_named |= Q(person__in=provide(membership.community_id))
    return _who_may_vouch(membership, active.filter(is_named)).order_by("display_name", "pk")


def member_with_address(membership: Membership, email: str) -> User | None:
    """The active member with this confirmed address, in lower case, who may still vouch."""
    active = Membership.objects.active().filter(community=membership.community_id)
    people = _who_may_vouch(membership, active)
    return people.filter(email=email, email_verified_at__isnull=False).first()


def invited_members(membership: Membership) -> list[InvitedMember]:
    """In this candidacy, the first asked first. Two reads, one if the words are prefetched."""
    vouched = {word.sponsor_id for word in membership.sponsorships.all()}
    rows = membership.sponsor_invitations.filter(at__gte=membership.applied_at)
    return [
        InvitedMember(
            row.email if row.email or row.member is None else row.member.display_name,
            row.at,
            "vouched" if row.member_id in vouched else ("declined" if row.declined_at else ""),
        )
        for row in rows.select_related("member")
    ]


def is_invited(member: User, membership: Membership) -> bool:
    """Whether this member is asked to vouch and hasn't answered."""
    return SponsorInvitation.objects.open_to(member).filter(membership=membership).exists()


def _who_may_vouch(membership: Membership, members: QuerySet[Membership]) -> QuerySet[User]:
    """Accounts in use, without the candidate, who has vouched already, and where one of the two
    has blocked the other.
    """
    candidate = membership.person_id
    blocked = PersonBlock.objects.filter(blocker=candidate).values("blocked")
    blockers = PersonBlock.objects.filter(blocked=candidate).values("blocker")
    people: QuerySet[User] = User.objects.filter(is_active=True, pk__in=members.values("person"))
    vouched = membership.sponsorships.values("sponsor")
    people = people.exclude(pk__in=blocked).exclude(pk__in=blockers)
    return people.exclude(pk=candidate).exclude(pk__in=vouched)
