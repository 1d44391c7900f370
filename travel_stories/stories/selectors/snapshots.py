"""A story as it is read: the draft as it stands, or the edition that the public has.

Both come as the same plain rows. Whether something may be shown is asked of the rows of today, so
that a word taken back counts at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from commons.geography.models import Locality
from commons.media.models import Photo
from hosting.communities.models.terms import Interest
from hosting.offers.models.offers import Offer
from travel_stories.stories.choices import Shown
from travel_stories.stories.models.attachments import Sound, Track
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Block, BlockPhoto, Chapter
from travel_stories.stories.models.stories import Edition, Story
from travel_stories.stories.selectors.authors import CreditedAuthor, credited_authors, with_faces


@dataclass(frozen=True, slots=True)
class PictureSnapshot:
    photo: Photo
    caption: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class BlockSnapshot:
    """`shown` is what those concerned say today. What is cut has none of its words left."""

    public_id: str
    kind: str
    shown: Shown
    title: str = ""
    text: str = ""
    speaker: str = ""
    transcript: str = ""
    locality: Locality | None = None
    offer: Offer | None = None
    track: Track | None = None
    sound: Sound | None = None
    pictures: list[PictureSnapshot] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ChapterSnapshot:
    public_id: str
    title: str
    on: date | None
    locality: Locality | None
    blocks: list[BlockSnapshot] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StorySnapshot:
    """`story` carries the frame as it was at that time: it must not be saved."""

    story: Story
    authors: list[CreditedAuthor]
    themes: list[Interest]
    chapters: list[ChapterSnapshot]
    number: int
    content: Mapping[str, Any]

    @property
    def credits(self) -> list[str]:
        return [author.name for author in self.authors]


def snapshot_of_draft(story: Story) -> StorySnapshot:
    """What the authors see. Rows say what the public may see: new words are asked about anew."""
    return _snapshot(story, content_of(story), story.last_number, rows_count=False)


def snapshot_of_edition(story: Story) -> StorySnapshot | None:
    """What the public reads today, if anything."""
    edition: Edition | None = story.edition
    return None if edition is None else _snapshot(story, edition.content, edition.number)


def content_of(story: Story) -> dict[str, Any]:
    """The draft in plain values, as an edition keeps it."""
    chapters = list(story.chapters.present().in_order())
    blocks: dict[int, list[dict[str, Any]]] = {chapter.pk: [] for chapter in chapters}
    pictures = _pictures_of(story)
    for block in Block.objects.present().filter(chapter__in=chapters).in_order():
        words = super(Block, block).snapshot() | {"photos": pictures.get(block.pk, [])}
        blocks[block.chapter_id].append({"public_id": block.public_id} | words)
    return {
        "story": story.snapshot(),
        "credits": list(
            StoryAuthor.objects.credited().filter(story=story).values_list("pk", flat=True)
        ),
        "chapters": [
            {"public_id": chapter.public_id, "blocks": blocks[chapter.pk]} | chapter.snapshot()
            for chapter in chapters
        ],
    }


def _pictures_of(story: Story) -> dict[int, list[dict[str, Any]]]:
    """By the key of their block, in order."""
    photos = BlockPhoto.objects.present().filter(block__chapter__story=story)
    pictures: dict[int, list[dict[str, Any]]] = {}
    data = photos.values_list("block", "photo", "caption", "photo__parts_blurred")
    for block, photo, caption, parts in data:
        picture = {"photo": photo, "caption": caption}
        if parts:  # another picture than the one that people were asked about
            picture["parts"] = parts
        pictures.setdefault(block, []).append(picture)
    return pictures


@dataclass(frozen=True, slots=True)
class _Rows:
    """Everything that the content points to, fetched in a fixed number of queries."""

    localities: Mapping[int, Locality]
    photos: Mapping[int, Photo]
    offers: Mapping[int, Offer]
    tracks: Mapping[int, Track]
    sounds: Mapping[int, Sound]
    blocks: Mapping[str, str]
    pictures: Mapping[tuple[str, int], str]


def _snapshot(
    story: Story, content: Mapping[str, Any], number: int, *, rows_count: bool = True
) -> StorySnapshot:
    rows = _rows(story, content)
    if not rows_count:
        rows = replace(rows, blocks=_all_shown(rows.blocks), pictures=_all_shown(rows.pictures))
    then = Story(pk=story.pk)
    for kept in story._meta.concrete_fields:
        setattr(then, kept.attname, getattr(story, kept.attname))
    then.take(content["story"])
    then.locality = rows.localities.get(content["story"]["locality"])
    chapters = [
        ChapterSnapshot(
            public_id=one["public_id"],
            title=one["title"],
            on=Chapter.field("on").to_python(one["on"]),
            locality=rows.localities.get(one["locality"]),
            blocks=[_block(block, rows) for block in one["blocks"]],
        )
        for one in content["chapters"]
    ]
    authors = StoryAuthor.objects.filter(pk__in=content["credits"]).exclude(credit="")
    credited = list(credited_authors(with_faces(authors)))
    themes = Interest.objects.filter(pk__in=content["story"]["themes"])
    return StorySnapshot(then, credited, list(themes), chapters, number, content)


def _block(data: Mapping[str, Any], rows: _Rows) -> BlockSnapshot:
    public_id = data["public_id"]
    shown = Shown(rows.blocks.get(public_id, Shown.CUT))
    if shown == Shown.CUT:
        return BlockSnapshot(public_id, data["kind"], shown)
    return BlockSnapshot(
        public_id=public_id,
        kind=data["kind"],
        shown=shown,
        title=data["title"],
        text=data["text"],
        speaker=data["said_by"],
        transcript=data["transcript"],
        locality=rows.localities.get(data["locality"]),
        offer=rows.offers.get(data["offer"]),
        track=rows.tracks.get(data["track"]),
        sound=rows.sounds.get(data["sound"]),
        pictures=list(_pictures(public_id, data["photos"], rows)),
    )


def _pictures(
    block: str, data: Iterable[Mapping[str, Any]], rows: _Rows
) -> Iterable[PictureSnapshot]:
    """A photograph that is gone, or that somebody on it said no to, leaves no gap."""
    for one in data:
        shown = Shown(rows.pictures.get((block, one["photo"]), Shown.CUT))
        if one["photo"] in rows.photos and shown != Shown.CUT:
            yield PictureSnapshot(rows.photos[one["photo"]], one["caption"], shown)


def _rows(story: Story, content: Mapping[str, Any]) -> _Rows:
    chapters = content["chapters"]
    blocks = [block for chapter in chapters for block in chapter["blocks"]]
    places = [content["story"], *chapters, *blocks]
    photos = {one["photo"] for block in blocks for one in block["photos"]}
    today = Block.objects.filter(chapter__story=story)
    marks = list(today.values_list("public_id", "shown", "photos__photo", "photos__shown"))
    return _Rows(
        localities=Locality.objects.in_bulk(_keys(places, "locality")),
        photos=Photo.objects.with_renditions().in_bulk(photos),
        offers=Offer.objects.public().select_related("place").in_bulk(_keys(blocks, "offer")),
        tracks=Track.objects.in_bulk(_keys(blocks, "track")),
        sounds=Sound.objects.in_bulk(_keys(blocks, "sound")),
        blocks={block: shown for block, shown, _photo, _how in marks},
        pictures={(block, photo): how for block, _shown, photo, how in marks if photo},
    )


def _all_shown[Key](marks: Mapping[Key, str]) -> dict[Key, str]:
    return dict.fromkeys(marks, Shown.SHOWN)


def _keys(rows: Iterable[Mapping[str, Any]], name: str) -> set[int]:
    return {row[name] for row in rows if row[name] is not None}
