"""What was checked, by whom and until when: for pages, and for those who may look again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from commons.accounts.models import User
from hosting.enums import AttestationKind
from hosting.models import Attestation, Community, Offer
from hosting.queries.columns import in_one_column, rows_told

OVER = 50  # of those that count no more, the latest
COLUMNS = ("pk", "kind", "seen", "by__display_name", "checked_on", "until")


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """What a page says of one: what, by whom, until when."""

    what: str
    seen: str
    by: str
    checked_on: date
    until: date


@dataclass(frozen=True, slots=True)
class Attested:
    """The page of a community's attestations. Two reads."""

    standing: list[Attestation]
    over: list[Attestation]


def told_attestations() -> Subquery:
    """What was checked of an offer and of its host, in one column of the offer's own read.

    Without its end: whoever shows it looks at the calendar (`checked_told`).
    """
    rows = Attestation.objects.unrevoked().filter(
        Q(offer=None) | Q(offer=OuterRef("pk")),
        membership__community=OuterRef("community"),
        membership__person=OuterRef("host"),
    )
    return in_one_column(rows, shared="membership", columns=COLUMNS)


def checked_told(told: str | None) -> tuple[CheckedLine, ...]:
    """What counts today of what `told_attestations` brought."""
    lines = [_line(*row[1:]) for row in rows_told(told)]
    return tuple(line for line in lines if line.until >= timezone.localdate())


def ending_in(community: Community) -> QuerySet[Attestation]:
    """Somebody should look again."""
    rows = Attestation.objects.ending_soon().filter(membership__community=community)
    return rows.select_related("membership__person", "offer", "by")


def attested_in(community: Community) -> Attested:
    rows = Attestation.objects.filter(membership__community=community)
    rows = rows.select_related("membership__person", "offer", "by", "revoked_by")
    standing = rows.standing().order_by("until", "pk")
    over = rows.exclude(pk__in=Attestation.objects.standing().values("pk"))
    return Attested(list(standing), list(over.order_by("-pk")[:OVER]))


def members_to_attest(community: Community, by: User) -> QuerySet[User]:
    """Everybody active but oneself."""
    members = community.memberships.active().exclude(person=by)
    people: QuerySet[User] = User.objects.filter(pk__in=members.values("person"))
    return people.order_by("display_name", "pk")


def offers_to_attest(community: Community, by: User) -> QuerySet[Offer]:
    offers = Offer.objects.filter(community=community, live=True).not_withdrawn()
    return offers.exclude(host=by).select_related("host").order_by("host__display_name", "title")


def _line(kind: str, seen: str, by: str, checked_on: str, until: str) -> CheckedLine:
    what = str(AttestationKind(kind).label)
    days = date.fromisoformat(checked_on), date.fromisoformat(until)
    return CheckedLine(what, seen, by, *days)
