"""Kinds of mails about trips."""

from django.utils.translation import gettext_lazy as _

from commons.notifications.categories import (
    NotificationCategory,
    map_templates,
    register_category,
)

register_category(
    NotificationCategory(
        code="trips",
        place=70,
        title=_("Trips"),
        text=_("Who joined, what was asked of hosts and what came of it, polls, the end."),
    )
)
map_templates(
    "trips",
    "trips",
    *("member_joined", "member_removed", "trip_cancelled", "trip_deleted", "trip_travelled"),
)
