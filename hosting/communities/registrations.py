"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.accounts.panels import register_on_desk
from commons.accounts.registries import PRIVILEGED_ROLES, RECOVERY_HELPERS, ROLE_COVERS
from commons.mail.written_words import register_written_words
from commons.moderation.reportable_types import DECIDER_ROLES, register_reportable_type
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from commons.notifications.selectors import register_subjects
from hosting.communities.actions.moderation_adapter import ReportableCommunity
from hosting.communities.actions.moderation_adapter_members import ReportableMembership
from hosting.communities.models.announcements import Announcement
from hosting.communities.models.communities import Membership
from hosting.communities.models.founding import FoundingRequest
from hosting.communities.models.local_rules import LocalRule
from hosting.communities.panels import founding_panels
from hosting.communities.selectors.coordinators import (
    coordinated_communities,
    coordinates_all_of,
    people_looked_after_by,
)
from hosting.communities.selectors.founding import people_who_run_communities

register_category(
    NotificationCategory(
        code="communities",
        place=40,
        title=_("Your communities"),
        text=_("Joining a community, its charter, tasks you’re given."),
    )
)
register_category(
    NotificationCategory(
        code="coordination",
        place=60,
        title=_("Coordinating your community"),
        text=_("Someone wants to join or is leaving, or an offer or story is waiting for review."),
        concerns=lambda person: coordinated_communities(person).exists(),
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
    "announcement",
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
    Announcement.objects.select_related("community", "by"),
)
register_written_words(lambda rule: [(rule.words, rule.community.language)], LocalRule)
PRIVILEGED_ROLES.register(coordinated_communities)
DECIDER_ROLES.register(coordinated_communities)
DECIDER_ROLES.register(lambda person: people_who_run_communities().filter(pk=person.pk))
RECOVERY_HELPERS.register(people_looked_after_by)
ROLE_COVERS.register(coordinates_all_of)
