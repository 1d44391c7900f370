"""A story as somebody reads it: an edition or a draft, with what may be shown of it today."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from commons.geography.models import Locality
from core.pictures import Picture
from core.prose import clean_prose, plain_of
from hosting.models import Interest, Offer, Place
from travel_stories.enums import Shown, Wish
from travel_stories.models import BlurredPhoto, Sound, Story, Track
from travel_stories.queries.editions import (
    BlockTold,
    ChapterTold,
    PictureTold,
    StoryTold,
    draft_of,
    edition_of,
)
from travel_stories.queries.wishes import (
    Wishes,
    narrowest,
    photo_part,
    wishes_of_draft,
    wishes_of_edition,
)

WORDS_A_MINUTE: Final = 220
SECONDS_A_PHOTO: Final = 8
WORD: Final = re.compile(r"\w+")
WISHES: Final = {Shown.SHOWN: Wish.YES, Shown.BLURRED: Wish.BLUR, Shown.CUT: Wish.CUT}


@dataclass(frozen=True, slots=True)
class Part:
    """A block as it is read. `wish` tells why something of it may be missing."""

    id: str
    kind: str
    title: str
    html: SafeString
    said_by: str
    place: Locality | None
    offer: Offer | None
    track: Track | None
    sound: Sound | None
    transcript: str
    photos: tuple[int, ...]  # keys of the pictures, in the same order
    pictures: tuple[Picture, ...]
    wish: Wish

    @property
    def plain(self) -> str:
        return plain_of(self.html)

    @property
    def words(self) -> int:
        return len(WORD.findall(f"{self.title} {self.plain} {self.transcript}"))


@dataclass(frozen=True, slots=True)
class Chapter:
    """What has neither title nor place isn't named in the table of chapters."""

    id: str
    title: str
    on: date | None
    place: Locality | None
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        return self.title or (self.place.name if self.place else "")

    @property
    def minutes(self) -> int:
        return minutes_for(self.parts)


@dataclass(frozen=True, slots=True)
class Telling:
    """Everything is read when it is made: a template only sets it."""

    story: Story
    title: str
    lede: str
    credits: tuple[str, ...]
    themes: tuple[Interest, ...]
    chapters: tuple[Chapter, ...]

    @property
    def parts(self) -> list[Part]:
        return [part for chapter in self.chapters for part in chapter.parts]

    @property
    def places_of_offers(self) -> list[tuple[Offer, Place]]:
        """Each offer once, where it shows everybody a point."""
        offers = {part.offer.pk: part.offer for part in self.parts if part.offer}
        return [(offer, offer.place) for offer in offers.values() if offer.place is not None]

    @property
    def lies_somewhere(self) -> bool:
        """Whether a device could follow any of it."""
        chapters = any(chapter.place for chapter in self.chapters if chapter.parts)
        parts = any(part.place or part.track for part in self.parts)
        return chapters or parts or bool(self.places_of_offers)

    @property
    def minutes(self) -> int:
        return minutes_for(self.parts)

    @property
    def cover(self) -> Part | None:
        """The first part whose photographs stand there as they are."""
        return next((part for part in self.parts if part.wish == Wish.YES and part.photos), None)

    @property
    def named_chapters(self) -> list[Chapter]:
        return [chapter for chapter in self.chapters if chapter.name and chapter.parts]


def minutes_for(parts: Iterable[Part]) -> int:
    told = list(parts)
    words = sum(part.words for part in told)
    photos = sum(len(part.pictures) for part in told)
    return max(1, round(words / WORDS_A_MINUTE + photos * SECONDS_A_PHOTO / 60))


def public_telling(story: Story) -> Telling | None:
    """What everybody may read of it today, if anything."""
    told = edition_of(story)
    if told is None or story.edition is None or story.hidden_at is not None:
        return None
    return telling_of(told, wishes_of_edition(story, story.edition))


def draft_telling(story: Story) -> Telling:
    """What those who were let in read before it is public; a no counts here as well."""
    told = draft_of(story)
    return telling_of(told, wishes_of_draft(story, told.content))


def telling_of(told: StoryTold, wishes: Wishes) -> Telling:
    blurred = _blurred(told)
    return Telling(
        story=told.story,
        title=wishes.masked(told.story.title),
        lede=wishes.masked(told.story.lede),
        credits=tuple(told.credits),
        themes=tuple(told.themes),
        chapters=tuple(_chapter(chapter, wishes, blurred) for chapter in told.chapters),
    )


def _chapter(told: ChapterTold, wishes: Wishes, blurred: Mapping[int, Picture]) -> Chapter:
    parts = (_part(block, wishes, blurred) for block in told.blocks)
    return Chapter(
        id=told.public_id,
        title=wishes.masked(told.title),
        on=told.on,
        place=told.locality,
        parts=tuple(part for part in parts if part),
    )


def _part(told: BlockTold, wishes: Wishes, blurred: Mapping[int, Picture]) -> Part | None:
    """A block, or nothing where somebody wants none of it."""
    name = told.public_id
    wish = narrowest(WISHES[told.shown], wishes.of(name))
    pictures = dict(_pictures(told, wish, wishes, blurred))
    if wish == Wish.CUT or (told.pictures and not pictures):
        return None
    plain = wish == Wish.YES
    return Part(
        id=name,
        kind=told.kind,
        title=wishes.masked(told.title, name),
        html=_html(wishes.masked(told.text, name)),
        said_by=wishes.masked(told.said_by, name),
        place=told.locality,
        offer=told.offer if plain else None,
        track=told.track,
        sound=told.sound if plain else None,  # a voice can't be blurred
        transcript=wishes.masked(told.transcript, name),
        photos=tuple(pictures),
        pictures=tuple(pictures.values()),
        wish=wish,
    )


def _pictures(
    told: BlockTold, wish: Wish, wishes: Wishes, blurred: Mapping[int, Picture]
) -> Iterable[tuple[int, Picture]]:
    for one in told.pictures:
        parts = (told.public_id, photo_part(told.public_id, one.photo.pk))
        own = narrowest(wish, WISHES[one.shown], wishes.of(*parts))
        if picture := _picture(one, own, blurred):
            caption, alt = (wishes.masked(said, *parts) for said in (one.caption, picture.alt))
            yield one.photo.pk, replace(picture, caption=caption, alt=alt)


def _picture(one: PictureTold, wish: Wish, blurred: Mapping[int, Picture]) -> Picture | None:
    if wish == Wish.YES:
        return one.photo.picture
    return blurred.get(one.photo.pk) if wish == Wish.BLUR else None


def _blurred(told: StoryTold) -> dict[int, Picture]:
    """What is left of photographs; where nobody asked for it, no read."""
    photos = {
        one.photo.pk
        for chapter in told.chapters
        for block in chapter.blocks
        for one in block.pictures
    }
    rows = BlurredPhoto.objects.filter(photo__in=photos).select_related("blurred")
    found = {}
    for row in rows if photos else ():
        row.blurred.prefetched_renditions = []
        found[row.photo_id] = row.blurred.picture
    return found


def _html(text: str) -> SafeString:
    """Cleaned when it was written, and once more: what leaves here is set as it is."""
    return mark_safe(clean_prose(text))  # noqa: S308
