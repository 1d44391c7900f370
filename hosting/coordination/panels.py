"""What communities put on the desk and on the page of a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.accounts.models import User
from commons.accounts.panels import Detail, Panel, WaitingItem
from hosting.communities.models.communities import Community, Membership
from hosting.communities.models.sponsor_invitations import SponsorInvitation
from hosting.communities.selectors.communities import memberships_of
from hosting.coordination.selectors.desk import waiting_rows


def community_panels(person: User) -> Iterator[Panel]:
    """Whoever coordinates finds the desk first; everybody finds their own communities."""
    if communities := list(Community.objects.coordinated_by(person)):
        waiting = list(_waiting_items(person, communities))
        yield Panel(
            title=_("Coordination"),
            template="coordination/parts/desk_coordination.html",
            rows=communities,
            items=[item for item, _count in waiting],
            waiting=sum(count for _item, count in waiting),
            details=partial(details_for, person),
        )
    if memberships := list(memberships_of(person)):
        yield Panel(
            title=_("My communities"),
            template="coordination/parts/desk_communities.html",
            rows=memberships,
            url=reverse("hosting:membership-list"),
            more=_("View my memberships"),
        )
    else:
        yield Panel(title=_("Become a host"), template="coordination/parts/desk_become_host.html")


def details_for(coordinator: User) -> Iterator[Detail]:
    """For each community, how many wait for what: words of a mail, which leads to its desk."""
    candidates, offers = (
        dict(rows.order_by().values_list("community").annotate(Count("pk")))
        for rows in waiting_rows(coordinator)
    )
    for community in Community.objects.coordinated_by(coordinator):
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
                "%(community)s: %(count)s offer to review",
                "%(community)s: %(count)s offers to review",
                count,
            )
            yield Detail(words % {**params, "count": count}, url)


def _waiting_items(
    coordinator: User, communities: Iterable[Community]
) -> Iterator[tuple[WaitingItem, int]]:
    """For each community, what waits in one line each, by when the first of it is due."""
    candidates, offers = waiting_rows(coordinator)
    applied = {
        pk: (count, first)
        for pk, count, first in candidates.order_by()
        .values_list("community")
        .annotate(Count("pk"), Min("applied_at"))
    }
    handed_in: dict[int, list[datetime]] = {}
    for pk, moment in offers.values_list("community", "submitted_at"):
        handed_in.setdefault(pk, []).append(moment)
    for community in communities:
        url = reverse("hosting:coordination-desk", args=[community.address])
        if community.pk in applied:
            count, first = applied[community.pk]
            words = ngettext("%(count)s candidate", "%(count)s candidates", count)
            yield (
                WaitingItem(
                    title=words % {"count": count},
                    url=f"{url}#candidates",
                    action=_("View candidates"),
                    text=community.name,
                    icon="people",
                    since=first,
                    deadline=first + settings.HOSTING_WELCOME_WITHIN,
                ),
                count,
            )
        if moments := handed_in.get(community.pk):
            words = ngettext(
                "%(count)s offer to review", "%(count)s offers to review", len(moments)
            )
            yield (
                WaitingItem(
                    title=words % {"count": len(moments)},
                    url=f"{url}#offers",
                    action=_("Review"),
                    text=community.name,
                    icon="eye",
                    since=min(moments),
                    deadline=min(moments) + settings.HOSTING_READ_WITHIN,
                ),
                len(moments),
            )


def sponsor_panels(member: User) -> Iterator[Panel]:
    """Candidates who wait for this member's word."""
    rows = SponsorInvitation.objects.open_to(member)
    invitations = list(rows.select_related("membership__person", "membership__community"))
    if invitations:
        yield Panel(
            title=_("You’ve been asked to vouch"),
            items=[
                WaitingItem(
                    title=invitation.membership.person.display_name,
                    url=f"{invitation.membership.get_absolute_url()}#sponsor",
                    action=_("Vouch"),
                    text=_("Asks you to vouch for them in %(community)s")
                    % {"community": invitation.membership.community.name},
                    person=invitation.membership.person.display_name,
                )
                for invitation in invitations
            ],
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
