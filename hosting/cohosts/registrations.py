"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.accounts.panels import register_on_desk
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from commons.notifications.selectors import register_subjects
from hosting.cohosts.models import WRITING, CoHost
from hosting.cohosts.panels import desk_panels, waiting_invitations
from hosting.offers.rules import register_writers

register_category(
    NotificationCategory(
        code="cohosts",
        place=51,
        title=_("Co-hosts"),
        text=_("Someone invites you to help with an offer, accepts your invitation, or stops."),
    )
)
map_templates(
    "cohosts",
    "cohosts",
    *("co_host_invited", "co_host_accepted", "co_host_ended", "co_host_left", "co_host_changed"),
)
register_subjects(CoHost.objects.select_related("offer__host", "person"))
register_writers(CoHost.objects.filter(WRITING))
register_on_desk(desk_panels, waits=waiting_invitations)
