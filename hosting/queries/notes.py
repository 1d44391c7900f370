"""Words that guests left, as anybody may read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

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
    return tuple(NoteLine(*row) for row in _rows().filter(offer__in=offers)[:SHOWN])


@cache
def _rows() -> QuerySet[Note, tuple[Any, ...]]:
    """The question is the same for all offers: put together once, asked anew each time."""
    rows = Note.objects.filter(about=F("offer__host")).order_by("-at", "-pk")
    return rows.values_list("words", "author__display_name", "at", "reply", "offer__title")
