"""Words that guests left, as anybody may read them: the oldest weigh as much as the newest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import Least, RowNumber
from django.utils import timezone

from core.pagination import paginate
from hosting.communities.models.communities import Community
from hosting.notes.models import Note
from hosting.offers.models.offers import Offer
from hosting.requests.presenters.request_terms import marked_title

MAX_NOTES: Final = 20
PAGE_SIZE: Final = 30
NEWEST, OLDEST = "newest", "oldest"


@dataclass(frozen=True, slots=True)
class NoteSummary:
    """Words left afterwards, with the answer, and where."""

    words: str
    who: str
    at: datetime
    reply: str
    where: str
    host: str  # who replies


@dataclass(frozen=True, slots=True)
class NotesPage:
    """All of them, some at a time. `order` is newest or oldest, `other` the other of the two."""

    lines: tuple[NoteSummary, ...]
    order: str
    other: str
    is_chosen: bool
    after: str


def notes_about_hosts(offers: QuerySet[Offer]) -> tuple[NoteSummary, ...]:
    """What guests said of the hosts of these offers, from both ends of the years."""
    return tuple(NoteSummary(*row) for row in _rows().filter(offer__in=offers)[:MAX_NOTES])


def notes_about_host(offer: Offer) -> tuple[NoteSummary, ...]:
    """What guests said of the host of this one. Not asked where `has_notes` found none."""
    if not getattr(offer, "has_notes", True):
        return ()
    return tuple(NoteSummary(*row) for row in _rows().filter(offer=offer)[:MAX_NOTES])


@cache  # an expression holds no rows: each query that it is put into copies it
def has_notes() -> Exists:
    """An annotation of offers: whether guests said something of the host of this one."""
    shown = Note.objects.shown().filter(offer=OuterRef("pk"), about=OuterRef("host"))
    return Exists(shown)


def all_notes_of_offer(offer: Offer, *, order: str, mark: str) -> NotesPage:
    """Each of them in full. Raises InvalidCursorError."""
    return _page(_shown().filter(offer=offer.pk), f"offer {offer.pk}", order, mark)


def all_notes_of_community(community: Community, *, order: str, mark: str) -> NotesPage:
    """Of all its public offers."""
    offers = Offer.objects.public().filter(community=community)
    return _page(_shown().filter(offer__in=offers), f"community {community.pk}", order, mark)


def default_order() -> str:
    """One day the newest come first, the next day the oldest: neither has a privilege."""
    return OLDEST if timezone.localdate().toordinal() % 2 else NEWEST


def _page(rows: QuerySet[Note], question: str, order: str, mark: str) -> NotesPage:
    is_chosen = order in {NEWEST, OLDEST}
    order = order if is_chosen else default_order()
    rows = rows.select_related("author", "about", "offer")
    by = ("pk",) if order == OLDEST else ("-pk",)
    page = paginate(rows, by=by, scope=question, cursor=mark, size=PAGE_SIZE)
    return NotesPage(
        lines=tuple(
            NoteSummary(
                note.words,
                note.author.display_name,
                note.at,
                note.reply,
                marked_title(note.offer),
                note.about.display_name,
            )
            for note in page.rows
        ),
        order=order,
        other=NEWEST if order == OLDEST else OLDEST,
        is_chosen=is_chosen,
        after=page.next_cursor,
    )


def _shown() -> QuerySet[Note]:
    return Note.objects.shown().filter(about=F("offer__host"))


@cache  # the question holds no rows: each page asks it of its own offers
def _rows() -> QuerySet[Note, tuple[Any, ...]]:
    """The newest, the oldest, the second newest, the second oldest, and so on."""
    newest = Window(RowNumber(), order_by=[F("at").desc(), F("pk").desc()])
    oldest = Window(RowNumber(), order_by=[F("at").asc(), F("pk").asc()])
    rows = _shown().order_by(Least(newest, oldest), newest)
    return rows.values_list(
        *("words", "author__display_name", "at", "reply", "offer__title", "about__display_name")
    )
