"""Kinds of mails about requests and agreements."""

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
    "requests",
    "requests",
    *("request_sent", "request_reminder", "request_considered", "request_declined"),
    *("request_withdrawn", "request_expired", "request_lapsed", "request_let_go", "request_held"),
    *("proposal_made", "set_let_go", "set_late", "offer_hidden"),
)
map_templates("requests", "notes", "agreement_completed")
map_templates("requests", "offers", "host_nudged", "host_parked")
map_templates(
    "requests", "agreements", "agreement_made", "agreement_cancelled", "agreement_no_show"
)
map_templates("requests", "safety", "concern_told", "concern_settled")
