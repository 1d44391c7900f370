"""A story as somebody reads it: an edition or a draft, with what may be shown of it today."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from commons.geography.models import Locality
from core.text.rich_text import clean_html, plain_text
from core.values.pictures import Picture
from hosting.communities.models.terms import Interest
from hosting.offers.models.offers import Offer
from hosting.offers.models.places import Place
from travel_stories.stories.choices import ConsentLevel, Shown
from travel_stories.stories.models.attachments import Sound, Track
from travel_stories.stories.models.consents import BlurredPhoto
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.authors import CreditedAuthor
from travel_stories.stories.selectors.consent_levels import (
    ConsentLevels,
    consent_levels_of_draft,
    consent_levels_of_edition,
    narrowest,
    photo_part,
)
from travel_stories.stories.selectors.snapshots import (
    BlockSnapshot,
    StorySnapshot,
    snapshot_of_draft,
    snapshot_of_edition,
)

WORDS_A_MINUTE: Final = 220
SECONDS_A_PHOTO: Final = 8
WORD: Final = re.compile(r"\w+")
WISHES: Final = {
    Shown.SHOWN: ConsentLevel.YES,
    Shown.BLURRED: ConsentLevel.BLUR,
    Shown.CUT: ConsentLevel.CUT,
}


@dataclass(frozen=True, slots=True)
class RenderedPart:
    """A block as it is read. `wish` tells why something of it may be missing."""

    id: str
    kind: str
    title: str
    html: SafeString
    speaker: str
    place: Locality | None
    offer: Offer | None
    track: Track | None
    sound: Sound | None
    transcript: str
    photos: tuple[int, ...]  # keys of the pictures, in the same order
    pictures: tuple[Picture, ...]
    wish: ConsentLevel

    @property
    def plain(self) -> str:
        return plain_text(self.html)

    @property
    def words(self) -> int:
        return len(WORD.findall(f"{self.title} {self.plain} {self.transcript}"))


@dataclass(frozen=True, slots=True)
class RenderedChapter:
    """What has neither title nor place isn't named in the table of chapters."""

    id: str
    title: str
    on: date | None
    place: Locality | None
    parts: tuple[RenderedPart, ...]

    @property
    def name(self) -> str:
        return self.title or (self.place.name if self.place else "")

    @property
    def minutes(self) -> int:
        return minutes_for(self.parts)


@dataclass(frozen=True, slots=True)
class RenderedStory:
    """Everything is read when it is made: a template only sets it."""

    story: Story
    title: str
    lede: str
    authors: tuple[CreditedAuthor, ...]
    themes: tuple[Interest, ...]
    chapters: tuple[RenderedChapter, ...]

    @property
    def credits(self) -> tuple[str, ...]:
        return tuple(author.name for author in self.authors)

    @property
    def parts(self) -> list[RenderedPart]:
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
    def cover(self) -> RenderedPart | None:
        """The first part whose photographs stand there as they are."""
        return next(
            (part for part in self.parts if part.wish == ConsentLevel.YES and part.photos), None
        )

    @property
    def named_chapters(self) -> list[RenderedChapter]:
        return [chapter for chapter in self.chapters if chapter.name and chapter.parts]


def minutes_for(parts: Iterable[RenderedPart]) -> int:
    items = list(parts)
    words = sum(part.words for part in items)
    photos = sum(len(part.pictures) for part in items)
    return max(1, round(words / WORDS_A_MINUTE + photos * SECONDS_A_PHOTO / 60))


def render_public_story(story: Story) -> RenderedStory | None:
    """What everybody may read of it today, if anything."""
    snapshot = snapshot_of_edition(story)
    if snapshot is None or story.edition is None or story.hidden_at is not None:
        return None
    return render_story(snapshot, consent_levels_of_edition(story, story.edition))


def render_draft(story: Story) -> RenderedStory:
    """What those who were let in read before it is public; a no counts here as well."""
    snapshot = snapshot_of_draft(story)
    return render_story(snapshot, consent_levels_of_draft(story, snapshot.content))


def render_story(snapshot: StorySnapshot, wishes: ConsentLevels) -> RenderedStory:
    # What is left of photographs; where nobody asked for it, no read.
    photos = {
        one.photo.pk
        for chapter in snapshot.chapters
        for block in chapter.blocks
        for one in block.pictures
    }
    rows = BlurredPhoto.objects.filter(photo__in=photos).select_related("blurred")
    blurred = {}
    for row in rows if photos else ():
        row.blurred.prefetched_renditions = []
        blurred[row.photo_id] = row.blurred.picture
    return RenderedStory(
        story=snapshot.story,
        title=wishes.masked(snapshot.story.title),
        lede=wishes.masked(snapshot.story.lede),
        authors=tuple(snapshot.authors),
        themes=tuple(snapshot.themes),
        chapters=tuple(
            RenderedChapter(
                id=chapter.public_id,
                title=wishes.masked(chapter.title),
                on=chapter.on,
                place=chapter.locality,
                parts=tuple(
                    part for block in chapter.blocks if (part := _part(block, wishes, blurred))
                ),
            )
            for chapter in snapshot.chapters
        ),
    )


def _part(
    snapshot: BlockSnapshot, wishes: ConsentLevels, blurred: Mapping[int, Picture]
) -> RenderedPart | None:
    """A block, or nothing where somebody wants none of it."""
    name = snapshot.public_id
    wish = narrowest(WISHES[snapshot.shown], wishes.of(name))
    pictures = dict(_pictures(snapshot, wish, wishes, blurred))
    if wish == ConsentLevel.CUT or (snapshot.pictures and not pictures):
        return None
    plain = wish == ConsentLevel.YES
    return RenderedPart(
        id=name,
        kind=snapshot.kind,
        title=wishes.masked(snapshot.title, name),
        # Cleaned when it was written, and once more: what leaves here is set as it is.
        html=mark_safe(clean_html(wishes.masked(snapshot.text, name))),  # noqa: S308
        speaker=wishes.masked(snapshot.speaker, name),
        place=snapshot.locality,
        offer=snapshot.offer if plain else None,
        track=snapshot.track,
        sound=snapshot.sound if plain else None,  # a voice can't be blurred
        transcript=wishes.masked(snapshot.transcript, name),
        photos=tuple(pictures),
        pictures=tuple(pictures.values()),
        wish=wish,
    )


def _pictures(
    snapshot: BlockSnapshot,
    wish: ConsentLevel,
    wishes: ConsentLevels,
    blurred: Mapping[int, Picture],
) -> Iterable[tuple[int, Picture]]:
    for one in snapshot.pictures:
        parts = (snapshot.public_id, photo_part(snapshot.public_id, one.photo.pk))
        own = narrowest(wish, WISHES[one.shown], wishes.of(*parts))
        if own == ConsentLevel.YES:
            picture: Picture | None = one.photo.picture
        else:
            picture = blurred.get(one.photo.pk) if own == ConsentLevel.BLUR else None
        if picture:
            caption, alt = (wishes.masked(text, *parts) for text in (one.caption, picture.alt))
            yield one.photo.pk, replace(picture, caption=caption, alt=alt)
