"""What was checked, by whom and until when: for pages, and for those who may look again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from commons.accounts.models import User
from commons.profiles.selectors import face_subquery
from core.db.json_rows import JSONRowsColumn, json_rows_subquery
from hosting.communities.models.communities import Community
from hosting.offers.choices.attestations import AttestationKind
from hosting.offers.models.attestations import Attestation
from hosting.offers.models.offers import Offer

MAX_ENDED = 50  # of those that count no more, the latest
SUMMARY_COLUMNS = ("pk", "kind", "seen", "by__display_name", "checked_on", "until")


@dataclass(frozen=True, slots=True)
class AttestationSummary:
    """What a page says of one: what, by whom, until when."""

    what: str
    seen: str
    by: str
    checked_on: date
    until: date


@dataclass(frozen=True, slots=True)
class AttestationList:
    """The page of a community's attestations. Two reads."""

    standing: list[Attestation]
    over: list[Attestation]


@cache  # an expression holds no rows: each query that it is put into copies it
def attestations_subquery() -> Subquery:
    """What was checked of an offer and of its host, in one column of the offer's own read.

    Without its end: whoever shows it looks at the calendar (`parse_attestations`).
    """
    rows = Attestation.objects.unrevoked().filter(
        Q(offer=None) | Q(offer=OuterRef("pk")),
        membership__community=OuterRef("community"),
        membership__person=OuterRef("host"),
    )
    return json_rows_subquery(rows, columns=SUMMARY_COLUMNS)


def parse_attestations(column: JSONRowsColumn) -> tuple[AttestationSummary, ...]:
    """What counts today of what `attestations_subquery` brought."""
    lines = [
        AttestationSummary(str(AttestationKind(kind).label), seen, by, checked_on, until)
        for _key, kind, seen, by, checked_on, until in column or ()
    ]
    return tuple(line for line in lines if line.until >= timezone.localdate())


def attestations_ending_in(community: Community, *, reader: User) -> QuerySet[Attestation]:
    """Somebody should look again. With the `face` of the member that this reader may see."""
    rows = Attestation.objects.ending_soon().filter(membership__community=community)
    rows = rows.annotate(face=face_subquery("membership__person", reader))
    return rows.select_related("membership__person", "offer", "by")


def attestations_of(community: Community) -> AttestationList:
    rows = Attestation.objects.filter(membership__community=community)
    rows = rows.select_related("membership__person", "offer", "by", "revoked_by")
    standing = rows.standing().order_by("until", "pk")
    over = rows.exclude(pk__in=Attestation.objects.standing().values("pk"))
    return AttestationList(list(standing), list(over.order_by("-pk")[:MAX_ENDED]))


def members_to_attest(community: Community, by: User) -> QuerySet[User]:
    """Everybody active but oneself."""
    members = community.memberships.active().exclude(person=by)
    people: QuerySet[User] = User.objects.filter(pk__in=members.values("person"))
    return people.order_by("display_name", "pk")


def offers_to_attest(community: Community, by: User) -> QuerySet[Offer]:
    offers = Offer.objects.filter(community=community, live=True).not_withdrawn()
    return offers.exclude(host=by).select_related("host").order_by("host__display_name", "title")
