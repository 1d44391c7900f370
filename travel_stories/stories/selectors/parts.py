"""Blocks and photographs of a draft, as something to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

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
    """Who travelled along, with an account or as a guest, but doesn't write the story."""
    if story.trip_id is None:
        return None
    authors = story.authors.present().values("person")
    seats = TripMember.objects.filter(trip=story.trip_id)
    return seats.filter(Q(person=None) | ~Q(person__in=authors))


def names_off_list(story: Story, named: Iterable[str]) -> list[str]:
    """Whom the draft quotes, and fellow travellers whose name stands in it, as far as they aren't
    `named` already. Nobody is asked by that: it helps those who write to think of them.
    """
    blocks = Block.objects.present().filter(chapter__story=story, chapter__removed_at=None)
    rows = list(blocks.in_order().values_list("said_by", "title", "text", "transcript"))
    words = " ".join(f"{title} {plain_text(text)} {spoken}" for _who, title, text, spoken in rows)
    members = members_to_name(story)
    travellers = [member.name for member in members] if members is not None else []
    found = [who for who, *_words in rows if who]
    found += [name for name in travellers if re.search(rf"\b{re.escape(name)}\b", words)]
    known = {name.casefold() for name in named}
    return [name for name in dict.fromkeys(found) if name.casefold() not in known]


def _choices(block: Block) -> list[Choice]:
    kind = str(BlockKind(block.kind).label)
    words = Truncator(plain_text(block.text) or block.title or block.transcript).words(WORDS)
    label = _kind_and_words(kind, words)
    photos = [
        (
            photo_part(block.public_id, one.photo_id),
            _kind_and_words(kind, one.caption or one.photo.description),
        )
        for one in getattr(block, "pictures", ())
    ]
    if block.kind == BlockKind.PHOTO and photos:
        return [(block.public_id, photos[0][1])]
    return [(block.public_id, label), *photos]


def _kind_and_words(kind: str, words: str) -> str:
    """`Photo: a heron at dawn`; the kind alone where nothing was written."""
    return _("%(kind)s: %(words)s") % {"kind": kind, "words": words} if words else kind
