"""Requests for communities: who may decide, who sees them, and what waits on which desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import Prefetch, Q, QuerySet

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from hosting.communities.models.communities import Community, Membership
from hosting.communities.models.founding import FoundingMember, FoundingRequest
from hosting.communities.states import CommunityState, MembershipState


@dataclass(frozen=True, slots=True)
class Preparation:
    """How far the founders of a community that isn't public yet have come.

    `members`: without those who left. A founder who no longer coordinates counts as before.
    `own`: the reader's membership, if they are one of them.
    """

    community: Community
    members: list[Membership]
    own: Membership | None

    @property
    def signed(self) -> int:
        return sum(one.is_active for one in self.members)

    @property
    def needed(self) -> int:
        return int(settings.HOSTING_SPONSORS_NEEDED)

    @property
    def is_ready(self) -> bool:
        """Enough have signed for the co-operative to make it public."""
        return self.signed >= self.needed


def people_who_run_communities() -> QuerySet[User]:
    """Active accounts with the permission of the admin that opens communities."""
    allowed = Permission.objects.filter(
        codename="change_community", content_type__app_label="communities"
    )
    by_right = Q(groups__permissions__in=allowed) | Q(user_permissions__in=allowed)
    people: QuerySet[User] = User.objects.filter(is_active=True)
    return people.filter(by_right | Q(is_superuser=True)).distinct()


def founding_requests_for(reader: Visitor) -> QuerySet[FoundingRequest]:
    """What this reader may see, with all that a page of it shows."""
    founders = FoundingMember.objects.select_related("person")
    rows = FoundingRequest.objects.visible_to(reader)
    return rows.select_related("asked_by", "locality", "community").prefetch_related(
        "causes", Prefetch("founders", founders)
    )


def founders_of(request: FoundingRequest) -> list[User]:
    """Who asked and who confirmed, each once; accounts that are switched off found nothing."""
    confirmed = request.founders.exclude(person=None).select_related("person")
    people = (request.asked_by, *(one.person for one in confirmed if one.person))
    return [person for person in dict.fromkeys(people) if person.is_active]


def preparation_of(request: FoundingRequest, reader: User) -> Preparation | None:
    """Nothing before the request is agreed to, and once its community is public. One read."""
    community = request.community
    if community is None or community.state != CommunityState.DRAFT:
        return None
    rows = community.memberships.exclude(state=MembershipState.LEFT)
    members = list(rows.order_by("pk"))
    own = next((one for one in members if one.person_id == reader.pk), None)
    return Preparation(community, members, own)
