"""What public tourist bodies tell of places, taken in: as landmarks, or as drafts of a member."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.geography.actions import keep_landmarks
from commons.geography.models import Landmark, Locality
from core.files.datatourisme.things import Thing
from core.permissions import require
from hosting.communities.models.communities import Community, Membership
from hosting.offers.actions.places import set_points
from hosting.offers.choices.datatourisme import (
    EVENTS,
    TO_LANDMARKS,
    TO_LODGINGS,
    TO_OFFERS,
    fitting,
)
from hosting.offers.choices.lists import LodgingKind
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer
from hosting.offers.models.opening_hours import OpeningHours
from hosting.offers.models.places import Place
from hosting.offers.models.stays import Stay, Unit
from hosting.offers.models.workspaces import Workspace

KINDS: Final = {model.KIND: model for model in (Stay, Workspace, Activity, Product, Tip)}
SOURCE_LENGTH: Final = 255
CREATOR_LENGTH: Final = 80
UNSUPPORTED_KIND: Final = "not a type of offer we support"
UNKNOWN_COMMUNE: Final = "unknown commune number"
DATED_EVENT: Final = "a dated event, not a landmark"


@dataclass(slots=True)
class ImportResult:
    """How many were new, how many were there already, and why others were left out."""

    new: int = 0
    known: int = 0
    left_out: list[tuple[Thing, str]] = field(default_factory=list)


@transaction.atomic
def import_landmarks(*, things: Sequence[Thing]) -> ImportResult:
    """Write each under its identifier; one that is there is brought up to date."""
    communes = _communes_by_code(things)
    taken = ImportResult(
        left_out=[(thing, DATED_EVENT) for thing in things if thing.types & EVENTS]
    )
    rows = []
    for thing in things:
        if thing.types & EVENTS:
            continue
        (french, _words), (english, _more) = (thing.text_in(language) for language in ("fr", "en"))
        rows.append(
            Landmark(
                identifier=thing.id,
                kind=fitting(thing.types, TO_LANDMARKS) or "other",
                name_fr=french,
                name_en=english,
                latitude=thing.point.latitude,
                longitude=thing.point.longitude,
                locality=communes.get(thing.insee),
                creator=thing.creator,
                updated_on=thing.updated_on,
            )
        )

    taken.new = keep_landmarks(rows=rows)
    taken.known = len(rows) - taken.new
    return taken


# Wagtail's record of what is used where took longer than all rows; it knows a draft, which shows no
# photograph yet, from the first time that its host writes on.
@transaction.atomic
@disable_reference_index_auto_update()
def import_drafts(
    *, things: Sequence[Thing], community: Community, language: str, by: User
) -> ImportResult:
    """Begin an offer of each, which nobody else sees. What was taken once stays as its host has it.

    `by` answers for them: only who writes for the community may, and each still has to be read.
    """
    require(by, "offers.draft_offer", community)

    Membership.objects.select_for_update(no_key=True).get(community=community, person=by)
    # Identifiers that an offer of this community was taken from: they stand in its source.
    sources = community.offers.filter(source__in=[_source(thing) for thing in things])
    known, communes, taken = (
        {source.rpartition(" ")[2] for source in sources.values_list("source", flat=True)},
        _communes_by_code(things),
        ImportResult(),
    )

    for thing in things:
        kind = fitting(thing.types, TO_OFFERS)
        if thing.id in known:
            taken.known += 1
        elif kind is None:
            taken.left_out.append((thing, UNSUPPORTED_KIND))
        elif thing.insee not in communes:
            taken.left_out.append((thing, UNKNOWN_COMMUNE))
        else:
            known.add(thing.id)
            written_in = thing.language_near(language)
            title, words = thing.text_in(written_in)
            draft = KINDS[kind](
                host=by,
                community=community,
                title=title,
                words=words,
                language=written_in,
                source=_source(thing),
                live=False,
            )
            if isinstance(draft, Stay):
                draft.lodging_kind = fitting(thing.types, TO_LODGINGS) or LodgingKind.FURNISHED
            commune = communes[thing.insee]
            _locate(draft, thing, commune)
            draft.save()
            if isinstance(draft, (Product, Tip)):
                hours = OpeningHours.rows_from(thing.opening)
                for row in hours:
                    row.offer_id = draft.pk
                OpeningHours.objects.bulk_create(hours)
            if isinstance(draft, Stay) and thing.sleeps:
                Unit.objects.create(stay=draft, name=draft.title[:80], sleeps=thing.sleeps)
            audit.record(draft.host, "offer.taken_over", draft)
            taken.new += 1
    return taken


def _communes_by_code(things: Iterable[Thing]) -> dict[str, Locality]:
    codes = {f"fr:{thing.insee}" for thing in things if thing.insee}
    return {one.code.removeprefix("fr:"): one for one in Locality.objects.filter(code__in=codes)}


def _source(thing: Thing) -> str:
    """As the Licence Ouverte asks, but without the day: a newer edition is the same thing."""
    creator = thing.creator[:CREATOR_LENGTH]
    return " ".join(part for part in ("DATAtourisme,", creator, thing.id) if part)[-SOURCE_LENGTH:]


def _locate(draft: Offer, thing: Thing, commune: Locality) -> None:
    """The point of a list may be a door: it is drawn away from like any other."""
    draft.place = Place(host=draft.host, address=thing.street or commune.name)
    set_points(draft.place, locality=commune, exact=thing.point)
    draft.place.save()
