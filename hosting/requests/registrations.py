"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.accounts.panels import register_on_desk, register_waiting
from commons.blocking.selectors import register_remaining_ties
from commons.conversations.models import Thread
from commons.conversations.topics import Topic, register_topic
from commons.mail.written_words import register_written_words
from commons.notifications.attachments import register_attachment
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from commons.notifications.selectors import register_subjects
from commons.organisations.selectors import mandates_of
from commons.privacy.registries.archive_imports import import_parts
from hosting.cohosts.models import CoHost
from hosting.communities.selectors.coordinators import coordinated_communities
from hosting.requests.archive_parts import SavedRepliesPart
from hosting.requests.exports.mail_files import calendar_file
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.concerns import Concern
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.panels import (
    concern_panels,
    desk_panels,
    own_waiting_requests,
    proposals_waiting_for_colleague,
    requests_waiting_for_co_host,
    waiting_concerns,
)
from hosting.requests.presenters.request_terms import format_topic, written_words_of
from hosting.requests.selectors.guest_side import shows_message
from hosting.requests.selectors.remaining_ties import standing_agreements
from hosting.requests.selectors.revealed_addresses import mailable_words
from ui.offline_pages import offline_scopes

register_category(
    NotificationCategory(
        code="requests",
        place=20,
        title=_("Requests and answers"),
        text=_(
            "You receive a request, an answer or a proposal, or a deadline is near or has passed."
        ),
    )
)
register_category(
    NotificationCategory(
        code="agreements",
        place=91,
        title=_("Agreements"),
        text=_("An agreement is made or cancelled, or someone doesn’t come."),
        mandatory_reason=_(
            "Both host and guest rely on these notifications: one is "
            "travelling, the other is waiting."
        ),
    )
)
register_category(
    NotificationCategory(
        code="safety",
        place=92,
        title=_("Confidential reports"),
        text=_("You receive a confidential report, or someone has dealt with yours."),
        mandatory_reason=_("Someone may need help."),
    )
)
map_templates(
    "requests",
    "requests",
    *("request_sent", "request_reminder", "request_considered", "request_declined"),
    *("request_withdrawn", "request_expired", "request_lapsed", "request_let_go", "request_held"),
    *("proposal_made", "set_let_go", "set_late", "offer_hidden", "host_changed"),
    "host_left",
)
map_templates("requests", "notes", "agreement_completed")
map_templates("requests", "offers", "host_nudged", "host_parked")
map_templates(
    "requests", "agreements", "agreement_made", "agreement_cancelled", "agreement_no_show"
)
map_templates("requests", "organisations", "agreement_in_your_name")
map_templates("requests", "safety", "concern_told", "concern_settled")
for name in ("agreement_made", "agreement_cancelled"):
    register_attachment(f"requests/email/{name}.txt", calendar_file)
register_on_desk(concern_panels, waits=waiting_concerns, only_for=[coordinated_communities])
register_on_desk(desk_panels, waits=own_waiting_requests)
register_waiting(requests_waiting_for_co_host, only_for=[CoHost.objects.answering])
register_waiting(proposals_waiting_for_colleague, only_for=[mandates_of])
register_topic(
    Request,
    Topic(
        title=format_topic,
        mailable=mailable_words,
        shows=shows_message,
        related=("request__session", "request__offer__place__locality"),
    ),
)
register_subjects(
    Thread.objects.select_related(
        *("request__session", "request__offer__place__locality", "request__agreement"),
        "request__on_behalf_of",
    ),
    Request.objects.select_related(
        *("guest", "host", "session", "offer__place__locality", "on_behalf_of"),
        "host_organisation",
    ),
    Proposal.objects.select_related(
        *("by", "session", "request__guest", "request__host"),
        *("request__offer__place__locality", "request__on_behalf_of"),
    ),
    Agreement.objects.select_related("request__offer__place__locality", "host", "guest"),
    Concern.objects.select_related("request"),
)
register_written_words(
    lambda thread: (
        written_words_of(thread.owner.offer) if isinstance(thread.owner, Request) else []
    ),
    Thread,
)
register_written_words(lambda request: written_words_of(request.offer), Request)
register_written_words(lambda proposal: written_words_of(proposal.request.offer), Proposal)
register_written_words(
    lambda agreement: {
        *written_words_of(agreement.request.offer),
        (agreement.offer_title, agreement.request.offer.language),
    },
    Agreement,
)
offline_scopes.register("hosting:request-list")
register_remaining_ties(standing_agreements)
import_parts.register("saved_replies", SavedRepliesPart())
