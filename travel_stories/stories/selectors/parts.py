"""Blocks and photographs of a draft, as something to choose from."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.text import Truncator

from core.text.rich_text import plain_text
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.consent_levels import photo_part
from travel_stories.trips.models.members import TripMember

type Choice = tuple[str, str]

WORDS = 14


def parts_to_choose(story: Story) -> list[tuple[str, list[Choice]]]:
    """By chapter: each block by its first words, each photograph of a gallery by its caption."""
    groups: dict[str, list[Choice]] = {}
    written = Block.objects.present().filter(chapter__story=story, chapter__removed_at=None)
    for block in written.in_order().select_related("chapter", "offer").whole():
        groups.setdefault(str(block.chapter), []).extend(_choices(block))
    return list(groups.items())


def members_to_name(story: Story) -> QuerySet[TripMember] | None:
    """Who travelled along and has an account, but doesn't write the story."""
    if story.trip_id is None:
        return None
    authors = story.authors.present().values("person")
    seats = TripMember.objects.filter(trip=story.trip_id).exclude(person=None)
    return seats.exclude(person__in=authors)


def _choices(block: Block) -> list[Choice]:
    kind = str(BlockKind(block.kind).label)
    words = Truncator(plain_text(block.text) or block.title or block.transcript).words(WORDS)
    label = ": ".join(part for part in (kind, words) if part)
    photos = [
        (
            photo_part(block.public_id, one.photo_id),
            f"{kind}: {one.caption or one.photo.description}",
        )
        for one in getattr(block, "pictures", ())
    ]
    if block.kind == BlockKind.PHOTO and photos:
        return [(block.public_id, photos[0][1])]
    return [(block.public_id, label), *photos]
