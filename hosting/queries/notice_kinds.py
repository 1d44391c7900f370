"""Kinds of mails about hosting."""

from django.utils.translation import gettext_lazy as _

from commons.notifications.categories import (
    NotificationCategory,
    map_templates,
    register_category,
)

register_category(
    NotificationCategory(
        code="requests",
        place=20,
        title=_("Requests and answers"),
        text=_("Somebody asks you, answers you, or proposes terms; a time runs out."),
    )
)
register_category(
    NotificationCategory(
        code="notes",
        place=30,
        title=_("Words afterwards"),
        text=_("It is time for a note, or somebody left one for you."),
    )
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
        code="offers",
        place=50,
        title=_("Your offers"),
        text=_("An offer of yours was read: it is public, or something should change."),
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
register_category(
    NotificationCategory(
        code="agreements",
        place=91,
        title=_("Agreements"),
        text=_("It is agreed, it is cancelled, or somebody didn’t come."),
        mandatory_reason=_("Both sides count on it: somebody travels, somebody waits."),
    )
)
register_category(
    NotificationCategory(
        code="safety",
        place=92,
        title=_("What was told in confidence"),
        text=_("Something was told to you in confidence, or what you told was looked at."),
        mandatory_reason=_("Somebody may need help."),
    )
)
map_templates(
    "hosting",
    "requests",
    *("request_sent", "request_reminder", "request_considered", "request_declined"),
    *("request_withdrawn", "request_expired", "request_lapsed", "request_let_go", "request_held"),
    *("proposal_made", "set_let_go", "set_late", "offer_hidden"),
)
map_templates("hosting", "notes", "agreement_completed", "note_waiting", "note_left")
map_templates(
    "hosting",
    "communities",
    *("candidate_sponsored", "candidate_refused", "sponsor_invited", "member_welcomed"),
    *("member_reinstated", "charter_changed", "community_founded"),
    "community_published",
    *("founder_named", "founder_confirmed", "founder_left", "founding_declined"),
    *("coordinator_named", "coordinator_dismissed", "rule_set", "rule_ended"),
    *("attestation_given", "attestation_revoked", "attestation_ends"),
)
map_templates(
    "hosting", "offers", "offer_published", "offer_sent_back", "host_nudged", "host_parked"
)
map_templates(
    "hosting",
    "coordination",
    "candidate_applied",
    "member_left",
    "offer_submitted",
    "founding_asked",
    "founding_signed",
)
map_templates("hosting", "agreements", "agreement_made", "agreement_cancelled", "agreement_no_show")
map_templates("hosting", "safety", "concern_told", "concern_settled")
