"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.accounts.panels import register_on_desk
from commons.notifications.attachments import register_attachment
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from commons.notifications.selectors import register_subjects
from hosting.requests.exports.mail_files import calendar_file
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.concerns import Concern
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.panels import concern_panels, desk_panels, waiting_concerns
from hosting.requests.selectors.requests import unanswered_requests_of

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
for name in ("agreement_made", "agreement_cancelled"):
    register_attachment(f"requests/email/{name}.txt", calendar_file)
register_on_desk(concern_panels, waits=waiting_concerns)
register_on_desk(desk_panels, waits=lambda person: [unanswered_requests_of(person)])
register_subjects(
    Request.objects.select_related("guest", "host", "offer"),
    Proposal.objects.select_related("by", "request__offer"),
    Agreement.objects.select_related("request__offer__place__locality", "host", "guest"),
    Concern.objects.select_related("request"),
)
