"""What anybody can report of hosting, who decides, and what a decision does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from commons.moderation.enums import Measure
from commons.moderation.models import Kind, Part, Words, register_kind
from core.words import language_in_words
from hosting.actions import hiding
from hosting.actions.looking_after import coordinators_of, theirs
from hosting.actions.reportable_photos import numbered
from hosting.models import Community, Note, Offer

CUT = 60  # letters of a note in a list
PARTS = 40


class OfferReported(Kind):
    name = "offer"
    label = gettext_lazy("an offer")
    model = Offer

    def find(self, public_id: str, visitor: Visitor) -> Offer | None:
        return Offer.objects.public().filter(public_id=public_id).first()

    def words_of(self, subject: Offer) -> Words:
        captions = subject.photos.exclude(caption="").values_list("caption", flat=True)
        return [
            (_("Title"), subject.title),
            (_("In the host’s words"), subject.words),
            (_("Without a car"), subject.without_car),
            (_("By car"), subject.by_car),
            (_("Below the photographs"), "\n".join(captions)),
            *_translations(subject),
        ]

    def authors_of(self, subject: Offer) -> Iterable[User]:
        return (subject.host,)

    def parts_of(self, subject: Offer, visitor: Visitor) -> Iterator[Part]:
        yield from _photos(subject)
        yield from _notes(Note.objects.shown().filter(offer=subject))
        yield from _people(User.objects.filter(pk=subject.host_id), visitor)
        yield Part("community", subject.community.public_id, str(subject.community))

    def decided_by(self, person: Any) -> QuerySet[Offer]:
        return Offer.objects.filter(community__in=theirs(person))

    def within(self, place: Any) -> QuerySet[Offer]:
        return Offer.objects.filter(community=place)

    def deciders_of(self, subject: Offer) -> Iterable[User]:
        return coordinators_of(subject.community_id)

    def hide(self, subject: Offer, *, by: Actor) -> None:
        hiding.hide_offer(subject)

    def show(self, subject: Offer, *, by: Actor) -> None:
        hiding.show_offer(subject)

    def erase(self, subject: Offer, *, by: Actor) -> None:
        hiding.erase_offer(subject)


class NoteReported(Kind):
    """Nobody changes a note: it stays or it goes. Whom it is about is a party too."""

    name = "note"
    label = gettext_lazy("a note that was left")
    model = Note
    measures = (Measure.NONE, Measure.HIDDEN, Measure.REMOVED, Measure.SUSPENDED)

    def find(self, public_id: str, visitor: Visitor) -> Note | None:
        shown = Note.objects.shown().filter(offer__in=Offer.objects.public())
        return shown.filter(public_id=public_id).select_related("offer", "author").first()

    def title_of(self, subject: Note) -> str:
        return subject.offer.title

    def page_of(self, subject: Note) -> str:
        return f"{subject.offer.get_absolute_url()}#notes"

    def words_of(self, subject: Note) -> Words:
        return [
            (_("What was written"), subject.words),
            (_("The answer"), subject.reply),
            (_("Left at"), subject.offer.title),
        ]

    def authors_of(self, subject: Note) -> Iterable[User]:
        return (subject.author,)

    def parties_of(self, subject: Note) -> Iterable[User]:
        return (subject.author, subject.about)

    def decided_by(self, person: Any) -> QuerySet[Note]:
        return Note.objects.filter(offer__community__in=theirs(person))

    def within(self, place: Any) -> QuerySet[Note]:
        return Note.objects.filter(offer__community=place)

    def deciders_of(self, subject: Note) -> Iterable[User]:
        return coordinators_of(subject.offer.community_id)

    def hide(self, subject: Note, *, by: Actor) -> None:
        hiding.hide_note(subject)

    def show(self, subject: Note, *, by: Actor) -> None:
        hiding.show_note_again(subject)

    def erase(self, subject: Note, *, by: Actor) -> None:
        hiding.erase_note(subject)


class CommunityReported(Kind):
    """Its coordinators wrote it, so only the co-operative decides."""

    name = "community"
    label = gettext_lazy("the page of a community")
    model = Community
    measures = (Measure.NONE, Measure.ASKED, Measure.HIDDEN)

    def find(self, public_id: str, visitor: Visitor) -> Community | None:
        return Community.objects.public().filter(public_id=public_id).first()

    def words_of(self, subject: Community) -> Words:
        return [
            (_("Name"), subject.name),
            (_("In one sentence"), subject.summary),
            (_("Their story"), subject.story),
            (_("Territory"), subject.territory),
            (_("Charter"), subject.charter),
        ]

    def authors_of(self, subject: Community) -> Iterable[User]:
        return coordinators_of(subject.pk)

    def parts_of(self, subject: Community, visitor: Visitor) -> Iterator[Part]:
        if subject.photo is not None and not subject.photo.withheld:
            yield Part("photo", subject.photo.public_id, _("Its photograph"))
        yield from _notes(Note.objects.shown().filter(offer__community=subject))

    def within(self, place: Any) -> QuerySet[Community]:
        return Community.objects.filter(pk=place.pk)

    def hide(self, subject: Community, *, by: Actor) -> None:
        hiding.hide_community(subject)

    def show(self, subject: Community, *, by: Actor) -> None:
        hiding.show_community(subject)


def _translations(offer: Offer) -> Iterator[tuple[str, str]]:
    """What a translation says is nobody's fault but its own: each language by itself."""
    for told in offer.translations.order_by("language"):
        words = "\n\n".join(filter(None, (told.title, told.words, told.without_car)))
        yield _("In %s") % language_in_words(told.language), words


def _photos(offer: Offer) -> Iterator[Part]:
    stands = offer.photos.filter(photo__withheld__isnull=True).select_related("photo")
    for number, one in enumerate(stands[:PARTS], start=1):
        words = one.caption or one.photo.description
        yield Part("photo", one.photo.public_id, numbered(number, words))


def _notes(notes: QuerySet[Note]) -> Iterator[Part]:
    for note in notes.select_related("author")[:PARTS]:
        said = {"name": note.author.display_name, "words": note.words[:CUT]}
        yield Part("note", note.public_id, _("Note of %(name)s: %(words)s") % said)


def _people(people: QuerySet[User], visitor: Visitor) -> Iterator[Part]:
    for person in User.objects.visible_to(visitor).filter(pk__in=people.values("pk")):
        yield Part("person", person.public_id, _("The page of %s") % person.display_name)


for kind in (OfferReported, NoteReported, CommunityReported):
    register_kind(kind())
