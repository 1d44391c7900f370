"""What anybody can report of a note, who decides, and what a decision does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from commons.moderation.reportable_types import (
    ReportablePart,
    ReportableType,
    Words,
)
from commons.moderation.states import Measure
from hosting.communities.models.communities import Community
from hosting.communities.selectors.coordinators import coordinated_communities, coordinators_of
from hosting.notes.actions import moderation_effects as effects
from hosting.notes.models import Note
from hosting.offers.models.offers import Offer

EXCERPT_LENGTH = 60  # letters of a note in a list
MAX_PARTS = 40


class ReportableNote(ReportableType):
    """Nobody changes a note: it stays or it goes. Whom it is about is a party too."""

    name = "note"
    label = gettext_lazy("a note left after a visit")
    model = Note
    measures = (Measure.NONE, Measure.HIDDEN, Measure.REMOVED, Measure.SUSPENDED)

    def find(self, public_id: str, visitor: Visitor) -> Note | None:
        notes = Note.objects.shown().filter(offer__in=Offer.objects.public())
        return notes.filter(public_id=public_id).select_related("offer", "author").first()

    def title_of(self, subject: Note) -> str:
        return subject.offer.title

    def page_of(self, subject: Note) -> str:
        return f"{subject.offer.get_absolute_url()}#notes"

    def words_of(self, subject: Note) -> Words:
        return [
            (_("Text of the note"), subject.words),
            (_("Reply to the note"), subject.reply),
            (_("Offer"), subject.offer.title),
        ]

    def authors_of(self, subject: Note) -> Iterable[User]:
        return (subject.author,)

    def parties_of(self, subject: Note) -> Iterable[User]:
        return (subject.author, subject.about)

    def decided_by(self, person: Any) -> QuerySet[Note]:
        return Note.objects.filter(offer__community__in=coordinated_communities(person))

    def within(self, place: Any) -> QuerySet[Note]:
        return Note.objects.filter(offer__community=place)

    def deciders_of(self, subject: Note) -> Iterable[User]:
        return coordinators_of(subject.offer.community_id)

    def hide(self, subject: Note, *, by: Actor) -> None:
        effects.hide_note(subject)

    def show(self, subject: Note, *, by: Actor) -> None:
        effects.unhide_note(subject)

    def erase(self, subject: Note, *, by: Actor) -> None:
        effects.erase_note(subject)


def parts_of_offer(offer: Offer) -> Iterator[ReportablePart]:
    return _notes(Note.objects.shown().filter(offer=offer))


def parts_of_community(community: Community) -> Iterator[ReportablePart]:
    return _notes(Note.objects.shown().filter(offer__community=community))


def _notes(notes: QuerySet[Note]) -> Iterator[ReportablePart]:
    for note in notes.select_related("author")[:MAX_PARTS]:
        params = {"name": note.author.display_name, "words": note.words[:EXCERPT_LENGTH]}
        yield ReportablePart("note", note.public_id, _("Note by %(name)s: %(words)s") % params)
