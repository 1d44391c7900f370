"""What hosting holds about a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from commons.accounts.models import User
from commons.accounts.queries import personal_data
from hosting.models import (
    Agreement,
    Attestation,
    Concern,
    LocalRule,
    Membership,
    MembershipChange,
    Note,
    Offer,
    OfferTranslation,
    Place,
    Proposal,
    Request,
    RequestSet,
    Sponsorship,
)

HIDDEN = frozenset(
    {
        *("key", "person", "host", "guest", "by", "author", "sponsor", "about"),
        *("set_by", "ended_by", "revoked_by"),
    }
)


def hosting_of(person: User) -> dict[str, Any]:
    """One's own words and deeds, and what one agreed with others."""
    return {
        "memberships": _rows(Membership.objects.filter(person=person)),
        "vouched_for": _rows(Sponsorship.objects.filter(sponsor=person)),
        "membership_changes": _rows(MembershipChange.objects.filter(by=person)),
        "places": _rows(Place.objects.filter(host=person)),
        "offers": [_row(offer.specific) for offer in Offer.objects.filter(host=person)],
        "offers_translated": _rows(OfferTranslation.objects.filter(offer__host=person)),
        "requests_sent": _rows(Request.objects.filter(guest=person)),
        "request_sets": _rows(RequestSet.objects.filter(guest=person)),
        "requests_received": _rows(Request.objects.filter(host=person), hide=("reason",)),
        "proposals": _rows(Proposal.objects.filter(by=person)),
        "agreements": _rows(Agreement.objects.filter(Q(host=person) | Q(guest=person))),
        "told_in_confidence": _rows(Concern.objects.filter(by=person), hide=("settled_by",)),
        "rules_written_down": _rows(LocalRule.objects.filter(set_by=person)),
        "rules_ended": _rows(LocalRule.objects.filter(ended_by=person)),
        "seen_of_others": _rows(Attestation.objects.filter(by=person), hide=("membership",)),
        "taken_back": _rows(Attestation.objects.filter(revoked_by=person), hide=("membership",)),
        "seen_of_me": _rows(Attestation.objects.filter(membership__person=person)),
        "notes_written": _rows(Note.objects.filter(author=person)),
        "notes_received": _rows(Note.objects.shown().filter(about=person)),
    }


def _rows(rows: QuerySet[Any], hide: Iterable[str] = ()) -> list[dict[str, Any]]:
    return [_row(row, hide) for row in rows]


def _row(row: Model, hide: Iterable[str] = ()) -> dict[str, Any]:
    """Every field as a plain value; other people only by what the row itself says of them."""
    hidden = HIDDEN | set(hide)
    return {
        field.name: field.value_to_string(row) if field.value_from_object(row) is not None else None
        for field in row._meta.concrete_fields
        if field.name not in hidden and not field.name.endswith("_ptr")
    }


personal_data.register(
    "hosting",
    hosting_of,
    covers=[
        "hosting.membership.person",
        "hosting.sponsorship.sponsor",
        "hosting.membershipchange.by",
        "hosting.place.host",
        "hosting.offer.host",
        "hosting.request.host",
        "hosting.request.guest",
        "hosting.requestset.guest",
        "hosting.proposal.by",
        "hosting.agreement.host",
        "hosting.agreement.guest",
        "hosting.concern.by",
        "hosting.localrule.set_by",
        "hosting.localrule.ended_by",
        "hosting.attestation.by",
        "hosting.attestation.revoked_by",
        "hosting.note.author",
        "hosting.note.about",
    ],
)
personal_data.leave_out(
    "hosting.concern.about", because="told in confidence by somebody else (GDPR, article 15.4)"
)
personal_data.leave_out(
    "hosting.concern.settled_by", because="says who read what others told in confidence"
)
personal_data.leave_out(
    "hosting.offer.locked_by", because="says who reads an offer in the admin just now"
)
