"""What hosting holds about a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from commons.accounts.models import User
from commons.privacy import personal_data
from hosting.models import (
    Agreement,
    AgreementContacts,
    Attestation,
    Concern,
    FoundingMember,
    FoundingRequest,
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
    SponsorInvitation,
    Sponsorship,
)

HIDDEN = frozenset(
    {
        *("key", "person", "host", "guest", "by", "author", "sponsor", "member", "about"),
        *("set_by", "ended_by", "revoked_by", "asked_by", "decided_by"),
    }
)


def hosting_of(person: User) -> dict[str, Any]:
    """One's own words and deeds, and what one agreed with others."""
    return {
        "memberships": _rows(Membership.objects.filter(person=person)),
        "vouched_for": _rows(Sponsorship.objects.filter(sponsor=person)),
        "sponsors_invited": _rows(SponsorInvitation.objects.filter(membership__person=person)),
        "asked_to_vouch": _rows(
            SponsorInvitation.objects.filter(member=person), hide=("membership",)
        ),
        "communities_asked_for": _rows(FoundingRequest.objects.filter(asked_by=person)),
        "communities_to_found": _rows(FoundingMember.objects.filter(person=person)),
        "communities_decided_about": _rows(
            FoundingRequest.objects.filter(decided_by=person), hide=("why", "reason")
        ),
        "membership_changes": _rows(MembershipChange.objects.filter(by=person)),
        "places": _rows(Place.objects.filter(host=person)),
        "offers": [_row(offer.specific) for offer in Offer.objects.filter(host=person)],
        "offers_translated": _rows(OfferTranslation.objects.filter(offer__host=person)),
        "requests_sent": _rows(Request.objects.filter(guest=person)),
        "request_sets": _rows(RequestSet.objects.filter(guest=person)),
        "requests_received": _rows(Request.objects.filter(host=person), hide=("reason",)),
        "proposals": _rows(Proposal.objects.filter(by=person)),
        "agreements": _rows(Agreement.objects.filter(Q(host=person) | Q(guest=person))),
        "contacts_in_agreements": [*_contacts_of_host(person), *_contacts_of_guest(person)],
        "told_in_confidence": _rows(Concern.objects.filter(by=person), hide=("settled_by",)),
        "rules_written_down": _rows(LocalRule.objects.filter(set_by=person)),
        "rules_ended": _rows(LocalRule.objects.filter(ended_by=person)),
        "seen_of_others": _rows(Attestation.objects.filter(by=person), hide=("membership",)),
        "taken_back": _rows(Attestation.objects.filter(revoked_by=person), hide=("membership",)),
        "seen_of_me": _rows(Attestation.objects.filter(membership__person=person)),
        "notes_written": _rows(Note.objects.filter(author=person)),
        "notes_received": _rows(Note.objects.shown().filter(about=person)),
    }


def _contacts_of_host(person: User) -> Iterable[Any]:
    """One's own details only: those of the other side are theirs to take along."""
    rows: QuerySet[Any] = AgreementContacts.objects.filter(agreement__host=person).order_by("pk")
    of_host = ("host_phone", "host_email", "address", "locality", "directions")
    return rows.values("agreement__public_id", *of_host, "latitude", "longitude")


def _contacts_of_guest(person: User) -> Iterable[Any]:
    rows = AgreementContacts.objects.filter(agreement__guest=person).order_by("pk")
    return rows.values("agreement__public_id", "guest_phone", "guest_email")


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
        "hosting.sponsorinvitation.member",
        "hosting.foundingrequest.asked_by",
        "hosting.foundingrequest.decided_by",
        "hosting.foundingmember.person",
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
personal_data.exclude(
    "hosting.concern.about", reason="told in confidence by somebody else (GDPR, article 15.4)"
)
personal_data.exclude(
    "hosting.concern.settled_by", reason="says who read what others told in confidence"
)
personal_data.exclude(
    "hosting.offer.locked_by", reason="says who reads an offer in the admin just now"
)
