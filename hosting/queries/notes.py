"""Words that guests left, as anybody may read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from hosting.models import Note, Offer

SHOWN = 20


@dataclass(frozen=True, slots=True)
class NoteLine:
    """Words left afterwards, with the answer, and where."""

    words: str
    who: str
    at: datetime
    reply: str
    where: str


def notes_about_hosts(offers: QuerySet[Offer] | Iterable[int]) -> tuple[NoteLine, ...]:
    """What guests said of the hosts of these offers, the latest first."""
    rows = Note.objects.filter(offer__in=offers, about=F("offer__host")).order_by("-at", "-pk")
    columns = rows.values_list("words", "author__display_name", "at", "reply", "offer__title")
    return tuple(NoteLine(*row) for row in columns[:SHOWN])
