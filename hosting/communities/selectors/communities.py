"""Who is who in a community."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from commons.accounts.models import User
from commons.profiles.selectors import face_subquery
from hosting.communities.models.communities import (
    Community,
    Membership,
    MembershipChange,
    Sponsorship,
)
from hosting.communities.states import MembershipState


def membership_of(person: User, community: Community) -> Membership | None:
    """What this person is to this community."""
    return Membership.objects.filter(person=person, community=community).first()


def communities_open_to(member: User) -> QuerySet[Community]:
    """Where this person is an active member, and so sees who would like to come in."""
    mine = Membership.objects.active().filter(person=member).values("community")
    return Community.objects.filter(pk__in=mine)


def memberships_of(person: User) -> QuerySet[Membership]:
    """Every community that this person belongs to or is on the way into."""
    rows = Membership.objects.filter(person=person).exclude(state=MembershipState.LEFT)
    return rows.select_related("community").order_by("community__name")


def memberships_for(reader: User) -> QuerySet[Membership]:
    """What this reader may see, with everything that a page of it shows."""
    words = Sponsorship.objects.select_related("sponsor")
    words = words.annotate(face=face_subquery("sponsor", reader))
    return (
        Membership.objects.visible_to(reader)
        .select_related("community", "person")
        .annotate(face=face_subquery("person", reader))
        .prefetch_related(
            Prefetch("sponsorships", words),
            Prefetch("changes", MembershipChange.objects.select_related("by")),
        )
    )


def candidates_of(community: Community, *, reader: User) -> QuerySet[Membership]:
    """Who waits for a word, the longest waiting first, with the `face` that this reader may see."""
    words = Sponsorship.objects.select_related("sponsor")
    candidates = community.memberships.candidates().select_related("person", "community")
    candidates = candidates.annotate(face=face_subquery("person", reader))
    return candidates.prefetch_related(Prefetch("sponsorships", words))
