"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.accounts.panels import register_on_desk
from commons.moderation.reportable_types import register_reportable_type
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from commons.notifications.selectors import register_subjects
from hosting.communities.actions.moderation_adapter import ReportableCommunity
from hosting.communities.actions.moderation_adapter_members import ReportableMembership
from hosting.communities.models.communities import Membership
from hosting.communities.models.founding import FoundingRequest
from hosting.communities.models.local_rules import LocalRule
from hosting.communities.panels import founding_panels

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
register_reportable_type(ReportableCommunity())
register_reportable_type(ReportableMembership())
register_on_desk(founding_panels)
register_subjects(
    FoundingRequest.objects.select_related("asked_by", "community"),
    Membership.objects.select_related("person", "community"),
    LocalRule.objects.select_related("community"),
)
