"""Who read what of whom: the newest first, with the reason that was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from emergency.activations.choices import Noun, Side
from emergency.activations.models.activations import Activation
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.intake.models.submissions import public_id_in

MOST: Final = 200
WORDS: Final = {
    "name": gettext_lazy("first name"),
    "phone": gettext_lazy("phone"),
    "email": gettext_lazy("email"),
    "address": gettext_lazy("address"),
    "directions": pgettext_lazy("emergency", "how to find the door"),
    "floor": gettext_lazy("floor and door"),
    "bell": gettext_lazy("name on the doorbell"),
    "access_code": gettext_lazy("key box or door code"),
    "entry_until": gettext_lazy("latest arrival"),
    "entry_note": gettext_lazy("other tips for getting in"),
}


@dataclass(frozen=True, slots=True)
class RevealLogRow:
    """One row of the log, with the reference instead of a name."""

    at: datetime
    who: str
    reference: str
    shown: str
    reason: str


def reveal_log_of(activation: Activation, about: str = "") -> list[RevealLogRow]:
    """Of everybody, or of one reference. Three questions, however long the list is."""
    rows = activation.reveals.select_related("person").order_by("-pk")
    if about:
        public_id = public_id_in(about)
        requests = HousingRequest.objects.filter(submission__public_id=public_id)
        offers = HousingOffer.objects.filter(submission__public_id=public_id)
        rows = rows.filter(
            Q(noun=Noun.REQUEST, number__in=requests.values("pk"))
            | Q(noun=Noun.OFFER, number__in=offers.values("pk"))
        )
    log = list(rows[:MOST])
    references: dict[tuple[str, int], str] = {}
    for noun, model in ((Noun.REQUEST, HousingRequest), (Noun.OFFER, HousingOffer)):
        numbers = {row.number for row in log if row.noun == noun}
        subjects = model.objects.filter(pk__in=numbers).select_related("submission")
        references |= {(noun, subject.pk): subject.reference for subject in subjects}
    stay = _("For the stay linked to request %(reference)s")
    return [
        RevealLogRow(
            at=row.at,
            who=row.person.display_name if row.person else row.get_side_display(),
            reference=references.get((row.noun, row.number), ""),
            # The fields, by the names that forms give them; of an old row the sort of reading.
            shown=", ".join(str(WORDS[name]) for name in row.fields) or row.get_group_display(),
            # A coordinator's own words; the two of a stay read each other for nothing but the stay.
            reason=row.reason if row.side == Side.COORDINATOR else stay % {"reference": row.reason},
        )
        for row in log
    ]
