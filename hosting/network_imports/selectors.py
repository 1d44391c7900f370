"""What a table would bring to a community, and what of it is there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, QuerySet

from core.files.storage import private_storage
from core.text.contacts import email_key
from hosting.communities.models.communities import Community, Membership
from hosting.network_imports.errors import ImportFileGoneError
from hosting.network_imports.models import (
    ImportedOffer,
    InvitedMailbox,
    MemberInvitation,
    NetworkImport,
    address_digest,
    offer_digest,
)
from hosting.network_imports.photo_archive import photo_key
from hosting.network_imports.states import InvitationState
from hosting.network_imports.table_reader import CheckedTable, TableLimits, check_table
from hosting.offers.models.offers import Offer
from hosting.offers.rules import AUTHOR_STATES

PREVIEW_ROWS: Final = 10
LONGEST_PREVIEW: Final = 160


@dataclass(slots=True)
class PlannedMember:
    """Somebody to invite, with the offers that wait for them, by their digest."""

    email: str
    name: str
    language: str
    digest: str
    offers: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class ImportPlan:
    """`known` are offers, and members without an offer, that are there; `declined` are people."""

    members: list[PlannedMember] = field(default_factory=list)
    known: int = 0
    declined: int = 0

    @property
    def figures(self) -> dict[str, int]:
        return {
            "members": len(self.members),
            "offers": sum(len(member.offers) for member in self.members),
            "known": self.known,
            "declined": self.declined,
        }


def table_limits() -> TableLimits:
    return TableLimits(
        octets=settings.HOSTING_NETWORK_IMPORT_BYTES,
        rows=settings.HOSTING_NETWORK_IMPORT_ROWS,
        columns=settings.HOSTING_NETWORK_IMPORT_COLUMNS,
    )


def read_stored_table(network_import: NetworkImport) -> CheckedTable:
    """The rows of its file. Raises ImportFileGoneError and what `check_table` does."""
    storage, name = private_storage(), str(network_import.file.name)
    if not name or not storage.exists(name):
        raise ImportFileGoneError
    with storage.open(name) as file:
        return check_table(
            file,
            table_limits(),
            mapping=network_import.mapping,
            language=network_import.community.language,
        )


def plan_import(community: Community, rows: Iterable[dict[str, Any]]) -> ImportPlan:
    """Nobody is asked twice, and nothing comes twice. Four queries for any number of rows."""
    known_offers = set(community.imported_offers.values_list("digest", flat=True))
    invited: dict[str, set[str]] = {}
    invitations = MemberInvitation.objects.filter(network_import__community=community)
    for digest, state in invitations.values_list("address_digest", "state"):
        invited.setdefault(digest, set()).add(state)
    refused = InvitedMailbox.objects.refused().filter(community=community)
    for digest in refused.values_list("address_digest", flat=True):
        invited.setdefault(digest, set()).add(InvitationState.REFUSED)
    here = Membership.objects.filter(community=community, state__in=AUTHOR_STATES)
    mailboxes = {email_key(email) for email in here.values_list("person__email", flat=True)}
    plan = ImportPlan()
    for member in _people(community, rows):
        states = invited.get(member.digest, set())
        if InvitationState.REFUSED in states:
            plan.declined += 1
            continue
        new = {key: row for key, row in member.offers.items() if key not in known_offers}
        plan.known += len(member.offers) - len(new)
        is_here = bool(states) or email_key(member.email) in mailboxes
        if not new and is_here:
            plan.known += not member.offers
            continue
        member.offers = new
        plan.members.append(member)
    return plan


def _people(community: Community, rows: Iterable[dict[str, Any]]) -> Iterator[PlannedMember]:
    """In the order of the file; a name may stand in any row of its person."""
    people: dict[str, PlannedMember] = {}
    for row in rows:
        digest = address_digest(community, row["email"])
        member = people.setdefault(digest, PlannedMember(row["email"], "", row["language"], digest))
        member.name = member.name or row["name"]
        if row["title"]:
            member.offers.setdefault(offer_digest(community, row), row)
    yield from people.values()


def preview_of(community: Community, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first rows as they would become."""
    keys = {offer_digest(community, row): row for row in rows[:PREVIEW_ROWS] if row["title"]}
    known = set(
        community.imported_offers.filter(digest__in=list(keys)).values_list("digest", flat=True)
    )
    return [
        {
            "row": row["row"],
            "email": row["email"],
            "name": row["name"],
            "kind": row["kind"] if row["title"] else "",
            "title": row["title"],
            "words": row["words"][:LONGEST_PREVIEW],
            "lodging": row["lodging"],
            "sleeps": row["sleeps"],
            "photos": len(row["photos"]),
            "is_known": bool(row["title"]) and offer_digest(community, row) in known,
        }
        for row in rows[:PREVIEW_ROWS]
    ]


def wanted_photos(network_import: NetworkImport) -> frozenset[str]:
    """Names of files that offers of this import mention, as `photo_key` has them."""
    lists = ImportedOffer.objects.filter(invitation__network_import=network_import)
    names = lists.values_list("photo_names", flat=True)
    return frozenset(photo_key(name) for found in names for name in found)


def was_handed_in(offer: Offer) -> bool:
    """Whether its member has once sent this draft for a review."""
    return offer.first_published_at is not None or offer.workflow_states.exists()


def invitations_of(network_import: NetworkImport) -> QuerySet[MemberInvitation]:
    """With how many offers each has."""
    return network_import.invitations.annotate(offers=Count("imported_offers"))
