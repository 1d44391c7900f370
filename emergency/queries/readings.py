"""Who read what of whom: the newest first, with the reason that was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from emergency.enums import Noun
from emergency.models import Activation, HousingOffer, HousingRequest, RevealLog, public_id_in

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """One row of the log, with the reference instead of a name."""

    at: datetime
    who: str
    reference: str
    group: str
    reason: str


def readings_of(activation: Activation, about: str = "") -> list[Reading]:
    """Of everybody, or of one reference. Three questions, however long the list is."""
    rows = activation.reveals.select_related("person").order_by("-pk")
    if about:
        rows = rows.filter(_about(public_id_in(about)))
    log = list(rows[:MOST])
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


def _about(public_id: str) -> Q:
    requests = HousingRequest.objects.filter(submission__public_id=public_id)
    offers = HousingOffer.objects.filter(submission__public_id=public_id)
    return Q(noun=Noun.REQUEST, number__in=requests.values("pk")) | Q(
        noun=Noun.OFFER, number__in=offers.values("pk")
    )


def _references(log: list[RevealLog]) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for noun, model in ((Noun.REQUEST, HousingRequest), (Noun.OFFER, HousingOffer)):
        numbers = {row.number for row in log if row.noun == noun}
        rows = model.objects.filter(pk__in=numbers).select_related("submission")
        found |= {(noun, row.pk): row.reference for row in rows}
    return found
