"""Stories out of an archive: drafts that their author alone sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final
from uuid import UUID, uuid5

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.media.actions import add_photo
from commons.media.choices import WORK_LICENCES, Licence
from commons.media.models import Photo
from commons.privacy.archive_format import LARGEST_OBJECT, ArchiveContent, read_object, text_of
from commons.privacy.errors import ArchiveUnreadableError
from commons.privacy.registries import archive_imports
from commons.privacy.registries.archive_imports import PlannedItem, limited_plan
from commons.privacy.states import Outcome
from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.models import Edit
from travel_stories.stories.actions.blocks import add_block
from travel_stories.stories.actions.chapters import add_chapter, remove_chapter
from travel_stories.stories.actions.stories import begin_story
from travel_stories.stories.choices import BlockKind, Season
from travel_stories.stories.exports.portable import FORMAT, VERSION
from travel_stories.stories.models.blocks import Chapter
from travel_stories.stories.models.drafts import StoryChange
from travel_stories.stories.models.stories import Story
from travel_stories.stories.validators import (
    LONGEST_TEXT,
    MOST_BLOCKS,
    MOST_CHAPTERS,
    MOST_PHOTOS,
)
from travel_stories.trips.choices import TripKind

MOST_PHOTOS_AT_ONCE: Final = 1_000  # of one import; the next one brings the next stories
OF_WORDS: Final = frozenset({BlockKind.TEXT, BlockKind.QUOTE, BlockKind.ADVICE})
OF_PHOTOS: Final = frozenset({BlockKind.PHOTO, BlockKind.GALLERY})


class StoriesPart:
    """Words and photos. Places, routes, sounds, co-authors and people’s consents stay there."""

    title = gettext_lazy("Your stories, as drafts")

    def plan(self, content: ArchiveContent, person: User) -> Sequence[PlannedItem]:
        return limited_plan(_items(content, person))

    def apply(self, content: ArchiveContent, person: User) -> None:
        judged = _judged(content, person)
        new = ((key, data) for key, data, item in judged if item.outcome == Outcome.NEW)
        for key, data in islice(new, archive_imports.MOST_AT_ONCE):
            _begin(content, key, data, person)


def _items(content: ArchiveContent, person: User) -> Iterator[PlannedItem]:
    for name, file in content.files_in("stories", ".json"):
        if len(file) > LARGEST_OBJECT:
            yield PlannedItem(name, Outcome.LEFT_OUT, _("it’s too large to be imported"))
    for _key, _data, item in _judged(content, person):
        yield item


def _judged(
    content: ArchiveContent, person: User
) -> Iterator[tuple[UUID, dict[str, Any], PlannedItem]]:
    """Each story with what becomes of it: as many are new as their photos allow at once."""
    room = MOST_PHOTOS_AT_ONCE
    for key, data in _stories(content):
        outcome, reason, photos = Outcome.NEW, "", _photo_counts(data)
        number = sum(photos)
        changes = StoryChange.objects.filter(by__person=person, key=key, verb=Verb.ADDED)
        if changes.exists():
            outcome = Outcome.KNOWN
        elif max(photos, default=0) > MOST_PHOTOS or number > MOST_PHOTOS_AT_ONCE:
            outcome, reason = Outcome.LEFT_OUT, _("it has too many photos to be imported")
        elif number > room:
            outcome = Outcome.LEFT_OUT
            reason = _("its photos don’t fit into this import; import the archive again to add it")
        else:
            room -= number
        yield key, data, PlannedItem(text_of(data, "title", 120), outcome, reason)


def _photo_counts(data: Mapping[str, Any]) -> list[int]:
    """Of each block."""
    chapters = _rows(data, "chapters")
    return [len(_rows(block, "photos")) for row in chapters for block in _rows(row, "blocks")]


def _stories(content: ArchiveContent) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """Without huge ones. Raises ArchiveUnreadableError for a file of stories that isn't one."""
    for name, file in content.files_in("stories", ".json"):
        if len(file) > LARGEST_OBJECT:
            continue
        data = read_object(file)
        if (data.get("format"), data.get("version")) != (FORMAT, VERSION):
            raise ArchiveUnreadableError
        if text_of(data, "title", 120).strip():
            yield content.key("story", text_of(data, "public_id", 8) or name), data


def _begin(content: ArchiveContent, key: UUID, data: dict[str, Any], person: User) -> Story:
    spoken = text_of(data, "language", 10)
    words = {
        "title": text_of(data, "title", 120),
        "lede": text_of(data, "lede", 600),
        "language": spoken if spoken in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
        "licence": _one_of(dict(WORK_LICENCES), data, "licence", Licence.CC_BY_SA),
        "season": _one_of(dict(Season.choices), data, "season", ""),
        "travelled_as": _one_of(dict(TripKind.choices), data, "travelled_as", ""),
    }
    story = begin_story(words=words, key=key, by=person)
    author = story.authors.get(person=person)
    first = story.chapters.get()
    chapters = _rows(data, "chapters")[: MOST_CHAPTERS - 1]
    blocks = 0
    for number, row in enumerate(chapters):
        edit = Edit(by=author, key=uuid5(key, f"chapter{number}"))
        chapter = add_chapter(story=story, words={"title": text_of(row, "title", 120)}, edit=edit)
        for place, block in enumerate(_rows(row, "blocks")[: MOST_BLOCKS - blocks]):
            blocks += 1
            edit = Edit(by=author, key=uuid5(key, f"block{number}.{place}"))
            _add(chapter, content, block, edit)
    if chapters:
        edit = Edit(by=author, key=uuid5(key, "first"), based_on=first.version)
        remove_chapter(chapter=first, edit=edit)
    return story


def _add(chapter: Chapter, content: ArchiveContent, row: dict[str, Any], edit: Edit[Any]) -> None:
    """One block; what is of another kind comes as its words, if it has any."""
    words: dict[str, Any] = {
        "kind": _one_of(dict.fromkeys(OF_WORDS | OF_PHOTOS), row, "kind", BlockKind.TEXT),
        "title": text_of(row, "title", 160),
        "text": text_of(row, "html", LONGEST_TEXT),
        "said_by": text_of(row, "speaker", 160),
    }
    if words["kind"] in OF_PHOTOS:
        words["photos"] = list(_photos(content, row, edit.by.person))
        if not words["photos"]:
            return
    elif not (words["title"] or words["text"]):
        return
    add_block(chapter=chapter, words=words, edit=edit)


def _photos(
    content: ArchiveContent, row: dict[str, Any], person: User
) -> Iterator[tuple[Photo, str]]:
    for picture in _rows(row, "photos"):
        public_id = text_of(picture, "photo", 8)
        file = content.photo(public_id)
        if file is None:
            continue
        photo = add_photo(
            file=ContentFile(file, name="photo"),
            title=text_of(picture, "caption", 120) or chr(8230),
            alt=text_of(picture, "alt", 255),
            credit=text_of(picture, "credit", 160),
            words_follow=True,
            key=content.key("photo", public_id),
            by=person,
        )
        yield photo, text_of(picture, "caption", 300)


def _rows(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    value = data.get(name)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _one_of(known: Mapping[Any, Any], data: Mapping[str, Any], name: str, otherwise: str) -> str:
    value = text_of(data, name, 24)
    return value if value in known else otherwise
