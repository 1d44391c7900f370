"""Words that guests left, as anybody may read them."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import F, QuerySet

from core.questions import Key, Question
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


def notes_about_hosts(offers: QuerySet[Offer]) -> tuple[NoteLine, ...]:
    """What guests said of the hosts of these offers, the latest first."""
    return tuple(NoteLine(*row) for row in _rows().filter(offer__in=offers)[:SHOWN])


def notes_about_host(offer: Offer) -> tuple[NoteLine, ...]:
    """What guests said of the host of this one."""
    return tuple(NoteLine(*row) for row in _about_one().ask(offer=offer.pk))


@cache
def _about_one() -> Question[tuple[Any, ...]]:
    return Question(_rows().filter(offer=Key("offer"))[:SHOWN])


def _rows() -> QuerySet[Note, tuple[Any, ...]]:
    rows = Note.objects.shown().filter(about=F("offer__host")).order_by("-at", "-pk")
    return rows.values_list("words", "author__display_name", "at", "reply", "offer__title")
