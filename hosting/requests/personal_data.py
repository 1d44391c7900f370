"""What requests and agreements hold about a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.plain_rows import plain_rows
from commons.privacy.registries.archive_files import ArchiveFile, register_files
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from hosting.requests.exports.mail_files import calendar_file
from hosting.requests.models.agreements import Agreement, AgreementContacts
from hosting.requests.models.concerns import Concern
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.models.saved_replies import SavedReply
from hosting.requests.models.swaps import Swap


def requests_of(person: User) -> dict[str, Any]:
    """Requests, proposals and agreements of the person."""
    rows: QuerySet[Any] = AgreementContacts.objects.filter(agreement__host=person).order_by("pk")
    own: QuerySet[Any] = AgreementContacts.objects.of_contact_person(person).order_by("pk")
    of_host = ("host_phone", "host_email", "address", "locality", "directions")
    return {
        "requests_sent": plain_rows(Request.objects.filter(guest=person)),
        "swaps": plain_rows(Swap.objects.filter(requests__guest=person)),
        "request_sets": plain_rows(RequestSet.objects.filter(guest=person)),
        "requests_received": plain_rows(
            Request.objects.filter(host=person), hide=("reason", "group_kind", "group_words")
        ),
        "proposals": plain_rows(Proposal.objects.filter(by=person)),
        "proposals_accepted": plain_rows(Proposal.objects.filter(accepted_by=person)),
        "agreements": plain_rows(Agreement.objects.filter(Q(host=person) | Q(guest=person))),
        # One's own details only: those of the other side are theirs to take along.
        "contacts_in_agreements": [
            *rows.values("agreement__public_id", *of_host, "latitude", "longitude"),
            *own.values("agreement__public_id", "guest_phone", "guest_email"),
        ],
        "saved_replies": plain_rows(SavedReply.objects.filter(host=person)),
        "told_in_confidence": plain_rows(Concern.objects.filter(by=person)),
    }


def agreement_files_of(person: User) -> Iterable[ArchiveFile]:
    """Agreements as calendar files: those whose days were agreed."""
    agreements = Agreement.objects.filter(Q(host=person) | Q(guest=person))
    for agreement in agreements.select_related("request__offer__place__locality").order_by("pk"):
        if found := calendar_file(agreement, person):
            yield ArchiveFile(f"calendars/{found.name}", [found.content])


register_files(agreement_files_of)
personal_data.register(
    "hosting",
    requests_of,
    covers=[
        "requests.request.host",
        "requests.request.guest",
        "requests.requestset.guest",
        "requests.proposal.by",
        "requests.proposal.accepted_by",
        "requests.agreement.host",
        "requests.agreement.guest",
        "requests.concern.by",
        "requests.savedreply.host",
    ],
)
personal_data.exclude(
    "requests.concern.about", reason="told in confidence by somebody else (GDPR, article 15.4)"
)
personal_data.exclude(
    "requests.concern.settled_by", reason="says who read what others told in confidence"
)
personal_data.exclude(
    "requests.agreementcontacts.contact_person",
    reason="says whose the details are that `contacts_in_agreements` exports",
)
register_processing(
    Processing(
        "requests",
        ("requests",),
        title=_("Requests and agreements"),
        purpose=_("to arrange stays, and to prove what was agreed"),
        basis=LegalBasis.CONTRACT,
        recipients=_("the guest and the host; coordinators, if you report a problem to them"),
    )
)
register_retention(
    RetentionRule(
        ("requests.agreement", "requests.agreementcontacts"),
        goes=_("contact details and addresses in agreements"),
        period=timedelta(days=settings.HOSTING_CONTACTS_DAYS),
        starts=_("after the agreement ends"),
        job="hosting.erase_contacts",
        # Of the host, where somebody was the contact of an organisation: theirs are blanked.
        columns=tuple(
            f"requests.agreementcontacts.{name}"
            for name in ("host_phone", "host_email", "address", "locality", "directions")
        ),
    ),
    RetentionRule(
        (
            *("requests.request", "requests.requestset", "requests.proposal"),
            "requests.agreement",
        ),
        goes=_("names and terms of requests and agreements"),
        period=settings.HOSTING_AGREEMENTS_KEPT,
        starts=_("after the request has ended"),
        job="hosting.forget_terms",
        stays=_(
            "the agreement and the names in it, even if you close your account, until the end of "
            "this period, in case the other person needs them for a legal claim; after that, only "
            "dates and numbers"
        ),
        columns=(
            *("requests.request.rate_label", "requests.request.rate_name"),
            *("requests.request.seasons", "requests.request.currency_name"),
            "requests.request.in_return",
            *("requests.request.organisation_name", "requests.request.organisation_identifiers"),
            *("requests.proposal.rate_label", "requests.proposal.rate_name"),
            *("requests.proposal.seasons", "requests.proposal.currency_name"),
            "requests.proposal.in_return",
            *("requests.proposal.conditions", "requests.proposal.cancellation"),
            *("requests.agreement.rate_label", "requests.agreement.rate_name"),
            *("requests.agreement.seasons", "requests.agreement.currency_name"),
            "requests.agreement.in_return",
            *("requests.agreement.conditions", "requests.agreement.cancellation"),
            *("requests.agreement.host_name", "requests.agreement.guest_name"),
            *("requests.agreement.offer_title", "requests.agreement.unit_name"),
            *("requests.agreement.organisation_name", "requests.agreement.represented_by"),
            "requests.agreement.organisation_identifiers",
            "requests.agreement.host_organisation_name",
            "requests.agreement.host_organisation_identifiers",
            "requests.agreement.contract_party",
        ),
    ),
    RetentionRule(
        ("requests.request",),
        goes=_("the reason for a stay, the kind of group and what you need"),
        period=settings.HOSTING_FORGET_REASON_AFTER,
        starts=_("after the request has ended"),
        job="hosting.forget_reasons",
    ),
    RetentionRule(
        ("requests.concern",),
        goes=_("problems reported in confidence"),
        period=settings.HOSTING_CONCERN_KEPT,
        starts=_("after they were settled"),
        job="hosting.forget_concerns",
        stays=_(
            "what was reported, even if you close your account, until the end of this period, to "
            "protect others"
        ),
        columns=("requests.concern.words", "requests.concern.outcome"),
    ),
    RetentionRule(("requests.savedreply",), goes=_("your saved replies")),
)
