"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from commons.accounts.panels import register_on_desk, register_on_person
from hosting.communities.selectors.coordinators import coordinated_communities
from hosting.coordination.panels import (
    community_panels,
    person_panels,
    sponsor_panels,
    waiting_invitations,
)
from hosting.coordination.selectors.desk import waiting_rows

register_on_desk(community_panels, waits=waiting_rows, only_for=[coordinated_communities])
register_on_desk(sponsor_panels, waits=waiting_invitations)
register_on_person(person_panels)
