"""What communities put on the desk and on the page of a person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.accounts.models import User
from commons.accounts.panels import Detail, Panel
from hosting.communities.models.communities import Membership
from hosting.communities.models.sponsor_invitations import SponsorInvitation
from hosting.communities.selectors.communities import memberships_of
from hosting.coordination.selectors import (
    communities_coordinated_by,
    count_waiting_for,
    waiting_rows,
)


def community_panels(person: User) -> Iterator[Panel]:
    """Whoever coordinates finds the desk first; everybody finds their own communities."""
    if communities := list(communities_coordinated_by(person)):
        yield Panel(
            title=_("Coordination"),
            template="coordination/parts/desk_coordination.html",
            rows=communities,
            waiting=count_waiting_for(person),
            details=partial(details_for, person),
        )
    if memberships := list(memberships_of(person)):
        yield Panel(
            title=_("My communities"),
            template="coordination/parts/desk_communities.html",
            rows=memberships,
            url=reverse("hosting:membership-list"),
            more=_("Where I stand"),
        )
    else:
        yield Panel(title=_("Become a host"), template="coordination/parts/desk_become_host.html")


def details_for(coordinator: User) -> Iterator[Detail]:
    """For each community, how many wait for what: words of a mail, which leads to its desk."""
    candidates, offers = (
        dict(rows.order_by().values_list("community").annotate(Count("pk")))
        for rows in waiting_rows(coordinator)
    )
    for community in communities_coordinated_by(coordinator):
        url = reverse("hosting:coordination-desk", args=[community.address])
        params = {"community": community.name}
        if count := candidates.get(community.pk):
            words = ngettext(
                "%(community)s: %(count)s candidate",
                "%(community)s: %(count)s candidates",
                count,
            )
            yield Detail(words % {**params, "count": count}, url)
        if count := offers.get(community.pk):
            words = ngettext(
                "%(community)s: %(count)s offer to read",
                "%(community)s: %(count)s offers to read",
                count,
            )
            yield Detail(words % {**params, "count": count}, url)


def sponsor_panels(member: User) -> Iterator[Panel]:
    """Candidates who wait for this member's word."""
    rows = SponsorInvitation.objects.open_to(member)
    invitations = list(rows.select_related("membership__person", "membership__community"))
    if invitations:
        yield Panel(
            title=_("You’re asked to vouch"),
            template="coordination/parts/desk_sponsor_invitations.html",
            rows=invitations,
            waiting=len(invitations),
        )


def waiting_invitations(member: User) -> tuple[QuerySet[SponsorInvitation]]:
    """The rows of them, for the header to count."""
    return (SponsorInvitation.objects.open_to(member),)


def person_panels(person: User, viewer: User) -> Iterator[Panel]:
    """Where this person is a member."""
    memberships = Membership.objects.active().filter(person=person).select_related("community")
    if rows := list(memberships.order_by("community__name")):
        yield Panel(_("Communities"), "coordination/parts/person_communities.html", rows)
