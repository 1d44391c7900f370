"""Offers out of an archive: drafts that nobody else sees, in a community of this site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.privacy.archive_format import ArchiveContent, text_of
from commons.privacy.registries import archive_imports
from commons.privacy.registries.archive_imports import PlannedItem, limited_plan
from commons.privacy.states import Outcome
from hosting.communities.models.communities import Community, Membership
from hosting.offers.actions.drafts import KINDS, draft_offer, revise_offer
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.validators import LONGEST_PUBLIC, mask_contacts

MOST_OFFERS: Final = 1_000  # of one person
LONGEST_TITLE: Final = 120
WORDS: Final = (
    *("words", "without_car", "station_name", "by_car", "house_rules", "bring", "opening"),
    "best_time",
)


class OffersPart:
    """Title and texts. Place, photos, rates and calendar are asked for before publication.

    The forms refuse contacts in what everybody reads; here they are left out.
    """

    title = gettext_lazy(
        "Your offers, as drafts, without phone numbers, email addresses or street addresses"
    )

    def plan(self, content: ArchiveContent, person: User) -> Sequence[PlannedItem]:
        return limited_plan(_items(content, person))

    def apply(self, content: ArchiveContent, person: User) -> None:
        community = _community_of(person)
        if community is None:
            return
        known = _titles_of(person)
        new = ((row, title) for row, title in _offers(content) if (row["kind"], title) not in known)
        for row, title in islice(new, archive_imports.MOST_AT_ONCE):
            known.add((row["kind"], title))
            offer = draft_offer(
                kind=OfferKind(row["kind"]),
                community=community,
                title=title,
                language=_language(row),
                by=person,
            )
            revise_offer(offer=offer, changes=_words(row), by=person)


def _items(content: ArchiveContent, person: User) -> Iterator[PlannedItem]:
    community, known = _community_of(person), _titles_of(person)
    for row, title in _offers(content):
        if (row["kind"], title) in known:
            yield PlannedItem(title, Outcome.KNOWN)
        elif community is None:
            reason = _("join a community first, then import the archive again")
            yield PlannedItem(title, Outcome.LEFT_OUT, reason)
        else:
            known.add((row["kind"], title))
            yield PlannedItem(title, Outcome.NEW)


def _offers(content: ArchiveContent) -> Iterator[tuple[dict[str, Any], str]]:
    for row in content.rows("hosting/offers", most=MOST_OFFERS):
        title = mask_contacts(text_of(row, "title", LONGEST_TITLE).strip())
        if title and text_of(row, "kind", 20) in KINDS and not row.get("erased_at"):
            yield row, title


def _titles_of(person: User) -> set[tuple[str, str]]:
    """Kind and title of each offer that is here."""
    return set(Offer.objects.of_host(person).values_list("kind", "title"))


def _community_of(person: User) -> Community | None:
    """The first one in which this person may write an offer."""
    mine = Membership.objects.filter(person=person).select_related("community").order_by("pk")
    found = (one.community for one in mine)
    return next((one for one in found if person.has_perm("offers.draft_offer", one)), None)


def _language(row: dict[str, Any]) -> str:
    code = text_of(row, "language", 10)
    known = {value for value, _name in Offer._meta.get_field("language").choices or ()}
    return code if code in known else settings.LANGUAGE_CODE


def _words(row: dict[str, Any]) -> dict[str, str]:
    fields = {field.name: field for field in KINDS[row["kind"]]._meta.concrete_fields}
    return {
        name: mask_contacts(
            text_of(row, name, getattr(fields[name], "max_length", None) or LONGEST_PUBLIC)
        )
        for name in WORDS
        if name in fields
    }
