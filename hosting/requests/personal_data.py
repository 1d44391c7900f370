"""What requests and agreements hold about a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.plain_rows import plain_rows
from hosting.requests.models.agreements import Agreement, AgreementContacts
from hosting.requests.models.concerns import Concern
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Proposal, Request


def requests_of(person: User) -> dict[str, Any]:
    """Requests, proposals and agreements of the person."""
    rows: QuerySet[Any] = AgreementContacts.objects.filter(agreement__host=person).order_by("pk")
    of_host = ("host_phone", "host_email", "address", "locality", "directions")
    return {
        "requests_sent": plain_rows(Request.objects.filter(guest=person)),
        "request_sets": plain_rows(RequestSet.objects.filter(guest=person)),
        "requests_received": plain_rows(Request.objects.filter(host=person), hide=("reason",)),
        "proposals": plain_rows(Proposal.objects.filter(by=person)),
        "agreements": plain_rows(Agreement.objects.filter(Q(host=person) | Q(guest=person))),
        # One's own details only: those of the other side are theirs to take along.
        "contacts_in_agreements": [
            *rows.values("agreement__public_id", *of_host, "latitude", "longitude"),
            *_contacts_of_guest(person),
        ],
        "told_in_confidence": plain_rows(Concern.objects.filter(by=person), hide=("settled_by",)),
    }


def _contacts_of_guest(person: User) -> Iterable[Any]:
    rows = AgreementContacts.objects.filter(agreement__guest=person).order_by("pk")
    return rows.values("agreement__public_id", "guest_phone", "guest_email")


personal_data.register(
    "hosting",
    requests_of,
    covers=[
        "requests.request.host",
        "requests.request.guest",
        "requests.requestset.guest",
        "requests.proposal.by",
        "requests.agreement.host",
        "requests.agreement.guest",
        "requests.concern.by",
    ],
)
personal_data.exclude(
    "requests.concern.about", reason="told in confidence by somebody else (GDPR, article 15.4)"
)
personal_data.exclude(
    "requests.concern.settled_by", reason="says who read what others told in confidence"
)
