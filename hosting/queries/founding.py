"""Requests for communities: who may decide, who sees them, and what waits on which desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel, register_on_desk
from commons.accounts.permissions import Visitor
from commons.notifications.selectors import register_subjects
from hosting.enums import CommunityState, FoundingState, MembershipState
from hosting.models import Community, FoundingMember, FoundingRequest, Membership
from hosting.models.founding import FoundingRequestQuerySet

ROWS = 5


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
        codename="change_community", content_type__app_label="hosting"
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


def _may_be_public(requests: FoundingRequestQuerySet) -> FoundingRequestQuerySet:
    """Those whose founders have signed: the co-operative's turn."""
    signed = Membership.objects.active().filter(community=OuterRef("community")).order_by()
    counted = signed.values("community").annotate(n=Count("pk")).values("n")
    return (
        requests.filter(state=FoundingState.OPENED)
        .annotate(signed=Subquery(counted))
        .filter(signed__gte=settings.HOSTING_SPONSORS_NEEDED)
    )


def founding_panels(person: User) -> Iterator[Panel]:
    """What isn't public yet: all for the co-operative, their own for others.

    The co-operative keeps the way to the whole list, whatever waits.
    """
    runs_communities = person.has_perm("hosting.change_community")
    under_way = FoundingRequest.objects.visible_to(person).under_way()
    requests = list(under_way.select_related("locality", "community")[:ROWS])
    if requests or runs_communities:
        yield Panel(
            title=_("Communities asked for"),
            template="hosting/parts/desk_founding.html",
            rows=requests,
            waiting=_count_waiting(under_way) if runs_communities else 0,
            url=reverse("hosting:founding-list") if runs_communities else "",
            more=_("All requests for communities"),
        )


def _count_waiting(under_way: FoundingRequestQuerySet) -> int:
    """For an answer, or to be made public."""
    return under_way.waiting().count() + _may_be_public(under_way).count()


register_on_desk(founding_panels)
register_subjects(FoundingRequest.objects.select_related("asked_by", "community"))
