"""Kinds of mails about communities."""

from django.utils.translation import gettext_lazy as _

from commons.notifications.categories import (
    NotificationCategory,
    map_templates,
    register_category,
)

register_category(
    NotificationCategory(
        code="communities",
        place=40,
        title=_("Your communities"),
        text=_("Your way into a community, its charter, a task you were given."),
    )
)
register_category(
    NotificationCategory(
        code="coordination",
        place=60,
        title=_("Your task as coordinator"),
        text=_("Somebody wants to join or leaves; an offer or a story waits to be read."),
    )
)
map_templates(
    "communities",
    "communities",
    *("candidate_sponsored", "candidate_refused", "sponsor_invited", "member_welcomed"),
    *("member_reinstated", "charter_changed", "community_founded"),
    "community_published",
    *("founder_named", "founder_confirmed", "founder_left", "founding_declined"),
    *("coordinator_named", "coordinator_dismissed", "rule_set", "rule_ended"),
)
map_templates(
    "communities",
    "coordination",
    "candidate_applied",
    "member_left",
    "founding_asked",
    "founding_signed",
)
