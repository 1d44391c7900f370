"""What a host has changed since somebody last read an offer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import TaskState

from commons.audit.models import AuditEntry
from core.values.pictures import Picture
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.review import CommunityReading
from hosting.offers.presenters.draft_sections import DraftSection, draft_sections
from hosting.offers.presenters.pictures import pictures_of, sizes_of_photos
from hosting.offers.presenters.text_diff import TextDiffPart, diff_words

IMMEDIATE_VERBS: Final[dict[str, str | Promise]] = {
    "offer.located": gettext_lazy("The location was moved or described differently"),
    "offer.organisation_chosen": gettext_lazy(
        "The person or organisation making this offer was changed"
    ),
    "stay.declared": gettext_lazy("The sworn statement was renewed"),
}
ANSWERED_STATUSES: Final = (TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED)


@dataclass(frozen=True, slots=True)
class FactChange:
    """One field or one rate, with the words that went and came; `lang` where it is known."""

    section: str
    name: str
    pieces: tuple[TextDiffPart, ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class PhotoChange:
    """A photograph that came or went, or one that is described otherwise."""

    state: str  # new, gone, or told
    picture: Picture | None
    text: str


@dataclass(frozen=True, slots=True)
class ImmediateChange:
    """What counts at once, without a reading."""

    what: str
    on: date


@dataclass(frozen=True, slots=True)
class Changes:
    """Since `reader` read it, or since it was published where nobody did. Empty is unchanged."""

    reader: str
    on: date
    facts: tuple[FactChange, ...]
    photos: tuple[PhotoChange, ...]
    is_reordered: bool
    at_once: tuple[ImmediateChange, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.photos or self.is_reordered or self.at_once)


def changes_since_review(draft: Offer) -> Changes | None:
    """Since the last answer to this offer, else what a change to a public one is about.

    Nothing where this reading is the first and the offer isn't public.
    """
    # That somebody has answered. Two rows of the same draft are one and the same reading.
    states = TaskState.objects.filter(
        task__in=CommunityReading.objects.values("pk"),
        status__in=ANSWERED_STATUSES,
        workflow_state__base_content_type=Offer.get_base_content_type(),
        workflow_state__object_id=str(draft.pk),
    )
    last = states.select_related("revision", "finished_by").order_by("-finished_at").first()
    if last is not None:
        reader = last.finished_by.display_name if last.finished_by else "…"
        known = len(last.revision.content.get("photos", ()))
        return _changes(last.revision.as_object(), draft, reader, last.finished_at, known)
    if not draft.live:
        return None
    public: Offer = Offer.objects.get(pk=draft.pk).specific
    since = public.last_published_at or public.created_at
    return _changes(public, draft, "", since, public.photos.count())


def _changes(before: Offer, draft: Offer, reader: str, since: datetime, known: int) -> Changes:
    """Of `known` photographs before, some may have been deleted since."""
    old, new = list(before.photos.all()), list(draft.photos.all())
    prefetch_related_objects([*old, *new], "photo", sizes_of_photos())
    captions = {row.photo_id: row.caption for row in old}
    return Changes(
        reader=reader,
        on=_day(since),
        facts=tuple(_facts(before, draft)),
        photos=(
            *_added_and_removed(old, new, known),
            *(
                PhotoChange("told", pictures_of([row])[0], row.caption)
                for row in new
                if captions.get(row.photo_id, row.caption) != row.caption
            ),
        ),
        is_reordered=_is_reordered(old, new),
        at_once=tuple(_immediate_changes(draft, since)),
    )


def _facts(before: Offer, after: Offer) -> Iterable[FactChange]:
    for name in ("title", "words"):
        label = str(Offer._meta.get_field(name).verbose_name)
        if pieces := diff_words(getattr(before, name), getattr(after, name)):
            yield FactChange("", label, pieces, after.language)
    old, new = _by_name(draft_sections(before)), _by_name(draft_sections(after))
    for section, name in dict.fromkeys([*old, *new]):
        key = (section, name)
        if pieces := diff_words(old.get(key, ""), new.get(key, "")):
            yield FactChange(section, name, pieces)


def _by_name(sections: list[DraftSection]) -> dict[tuple[str, str], str]:
    """Two rates may have one name: then they stand together."""
    found: dict[tuple[str, str], str] = {}
    for section in sections:
        for fact in section.facts:
            key = (section.title, str(fact.name))
            found[key] = "\n".join(filter(None, [found.get(key, ""), str(fact.value)]))
    return found


def _added_and_removed(
    old: list[OfferPhoto], new: list[OfferPhoto], known: int
) -> Iterable[PhotoChange]:
    """Of `known` photographs some may be gone for good: nobody can show them any more."""
    before, after = {row.photo_id for row in old}, {row.photo_id for row in new}
    for state, rows in (
        ("new", [row for row in new if row.photo_id not in before]),
        ("gone", [row for row in old if row.photo_id not in after]),
    ):
        for row, picture in zip(rows, pictures_of(rows), strict=True):
            yield PhotoChange(state, picture, row.caption or row.photo.description)
    for _number in range(known - len(old)):
        yield PhotoChange("gone", None, _("A photo that was permanently deleted"))


def _is_reordered(old: list[OfferPhoto], new: list[OfferPhoto]) -> bool:
    before, after = [row.photo_id for row in old], [row.photo_id for row in new]
    both = set(before) & set(after)
    return [key for key in before if key in both] != [key for key in after if key in both]


def _immediate_changes(draft: Offer, since: datetime) -> Iterable[ImmediateChange]:
    """Where it moved to is a fact of the page; from where, and by how much, is nobody's."""
    entries = AuditEntry.objects.about(draft.specific).filter(
        verb__in=IMMEDIATE_VERBS, at__gt=since
    )
    days = {entry.verb: entry.at for entry in entries.order_by("pk")}
    for verb, at in days.items():
        yield ImmediateChange(str(IMMEDIATE_VERBS[verb]), _day(at))


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
