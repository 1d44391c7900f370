"""What communities put on the desk: their coordinators' task, and one's own way in."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.queries.panels import Panel, register_on_desk
from hosting.queries.communities import memberships_of
from hosting.queries.coordination import (
    communities_coordinated_by,
    count_waiting_for,
    waiting_rows,
)


def community_panels(person: User) -> Iterator[Panel]:
    """Whoever coordinates finds the desk first; everybody finds their own communities."""
    if communities := list(communities_coordinated_by(person)):
        yield Panel(
            title=_("Coordination"),
            template="hosting/parts/desk_coordination.html",
            rows=communities,
            waiting=count_waiting_for(person),
        )
    if memberships := list(memberships_of(person)):
        yield Panel(
            title=_("My communities"),
            template="hosting/parts/desk_communities.html",
            rows=memberships,
            url=reverse("hosting:membership-list"),
            more=_("Where I stand"),
        )


register_on_desk(community_panels, waits=waiting_rows)
