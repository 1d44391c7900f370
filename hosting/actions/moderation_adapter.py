"""What anybody can report of hosting, who decides, and what a decision does."""

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
    register_reportable_type,
)
from commons.moderation.states import Measure
from core.text.formatting import language_name
from hosting.actions import moderation_effects
from hosting.actions.community_coordinators import coordinated_communities, coordinators_of
from hosting.actions.moderation_adapter_photos import numbered_photo_label
from hosting.models import Community, Note, Offer

EXCERPT_LENGTH = 60  # letters of a note in a list
MAX_PARTS = 40


class ReportableOffer(ReportableType):
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

    def parts_of(self, subject: Offer, visitor: Visitor) -> Iterator[ReportablePart]:
        yield from _photos(subject)
        yield from _notes(Note.objects.shown().filter(offer=subject))
        yield from _people(User.objects.filter(pk=subject.host_id), visitor)
        yield ReportablePart("community", subject.community.public_id, str(subject.community))

    def decided_by(self, person: Any) -> QuerySet[Offer]:
        return Offer.objects.filter(community__in=coordinated_communities(person))

    def within(self, place: Any) -> QuerySet[Offer]:
        return Offer.objects.filter(community=place)

    def deciders_of(self, subject: Offer) -> Iterable[User]:
        return coordinators_of(subject.community_id)

    def hide(self, subject: Offer, *, by: Actor) -> None:
        moderation_effects.hide_offer(subject)

    def show(self, subject: Offer, *, by: Actor) -> None:
        moderation_effects.unhide_offer(subject)

    def erase(self, subject: Offer, *, by: Actor) -> None:
        moderation_effects.erase_offer(subject)


class ReportableNote(ReportableType):
    """Nobody changes a note: it stays or it goes. Whom it is about is a party too."""

    name = "note"
    label = gettext_lazy("a note that was left")
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
            (_("What was written"), subject.words),
            (_("The answer"), subject.reply),
            (_("Left at"), subject.offer.title),
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
        moderation_effects.hide_note(subject)

    def show(self, subject: Note, *, by: Actor) -> None:
        moderation_effects.unhide_note(subject)

    def erase(self, subject: Note, *, by: Actor) -> None:
        moderation_effects.erase_note(subject)


class ReportableCommunity(ReportableType):
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

    def parts_of(self, subject: Community, visitor: Visitor) -> Iterator[ReportablePart]:
        if subject.photo is not None and not subject.photo.withheld:
            yield ReportablePart("photo", subject.photo.public_id, _("Its photograph"))
        yield from _notes(Note.objects.shown().filter(offer__community=subject))

    def within(self, place: Any) -> QuerySet[Community]:
        return Community.objects.filter(pk=place.pk)

    def hide(self, subject: Community, *, by: Actor) -> None:
        moderation_effects.hide_community(subject)

    def show(self, subject: Community, *, by: Actor) -> None:
        moderation_effects.unhide_community(subject)


def _translations(offer: Offer) -> Iterator[tuple[str, str]]:
    """What a translation says is nobody's fault but its own: each language by itself."""
    for translation in offer.translations.order_by("language"):
        words = "\n\n".join(
            filter(None, (translation.title, translation.words, translation.without_car))
        )
        yield _("In %s") % language_name(translation.language), words


def _photos(offer: Offer) -> Iterator[ReportablePart]:
    stands = offer.photos.filter(photo__withheld__isnull=True).select_related("photo")
    for number, one in enumerate(stands[:MAX_PARTS], start=1):
        words = one.caption or one.photo.description
        yield ReportablePart("photo", one.photo.public_id, numbered_photo_label(number, words))


def _notes(notes: QuerySet[Note]) -> Iterator[ReportablePart]:
    for note in notes.select_related("author")[:MAX_PARTS]:
        params = {"name": note.author.display_name, "words": note.words[:EXCERPT_LENGTH]}
        yield ReportablePart("note", note.public_id, _("Note of %(name)s: %(words)s") % params)


def _people(people: QuerySet[User], visitor: Visitor) -> Iterator[ReportablePart]:
    for person in User.objects.visible_to(visitor).filter(pk__in=people.values("pk")):
        yield ReportablePart("person", person.public_id, _("The page of %s") % person.display_name)


for kind in (ReportableOffer, ReportableNote, ReportableCommunity):
    register_reportable_type(kind())
