"""Who read what of whom: the newest first, with the reason that was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from emergency.enums import Noun
from emergency.models import Activation, HousingOffer, HousingRequest, RevealLog

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """One row of the log, with the reference instead of a name."""

    at: datetime
    who: str
    reference: str
    group: str
    reason: str


def readings_of(activation: Activation) -> list[Reading]:
    """Three questions, however long the list is."""
    rows = activation.reveals.select_related("person").order_by("-pk")[:MOST]
    log = list(rows)
    references = _references(log)
    return [
        Reading(
            at=row.at,
            who=row.person.display_name if row.person else row.get_side_display(),
            reference=references.get((row.noun, row.number), ""),
            group=row.get_group_display(),
            reason=row.reason,
        )
        for row in log
    ]


def _references(log: list[RevealLog]) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for noun, model in ((Noun.REQUEST, HousingRequest), (Noun.OFFER, HousingOffer)):
        numbers = {row.number for row in log if row.noun == noun}
        rows = model.objects.filter(pk__in=numbers).select_related("submission")
        found |= {(noun, row.pk): row.reference for row in rows}
    return found
