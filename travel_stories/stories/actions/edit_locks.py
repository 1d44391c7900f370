"""One author at a time writes in a block: who holds its pen, and until when."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from core.permissions import require
from core.text.formatting import format_time
from travel_stories.stories.errors.stories import (
    BlockHeldError,
    StoryPartGoneError,
    StoryUnderReviewError,
)
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Block

HELD_FOR: Final = timedelta(seconds=90)  # a page that is open asks again every 30 s


@transaction.atomic
def acquire_edit_lock(*, block: Block, by: StoryAuthor) -> Block:
    """Write here from now on, or go on doing so. Raises BlockHeldError.

    A pen that nobody moved for a while lies free, and whoever comes next takes it.
    """
    require(by, "stories.write_story", block.story)

    block = Block.objects.locked(block.pk)
    if not block.is_present:
        raise StoryPartGoneError(part=block)
    if not block.story.is_writable:
        raise StoryUnderReviewError
    require_unlocked(block, by)

    extend_edit_lock(block, by)
    block.save(update_fields=["held_by", "held_until"])
    return block


@transaction.atomic
def release_edit_lock(*, block: Block, by: StoryAuthor) -> Block:
    """Let others write. Somebody else's pen stays where it is."""
    require(by, "stories.see_draft", block.story)

    block = Block.objects.locked(block.pk)
    if block.held_by_id != by.pk:
        return block

    block.held_by = block.held_until = None
    block.save(update_fields=["held_by", "held_until"])
    return block


def require_unlocked(block: Block, by: StoryAuthor) -> None:
    holder = block.holder
    if holder is None or holder.pk == by.pk or block.held_until is None:
        return
    until = timezone.localtime(block.held_until)
    raise BlockHeldError(by=holder.name, until=format_time(until))


def extend_edit_lock(block: Block, by: StoryAuthor) -> None:
    """The caller saves."""
    block.held_by, block.held_until = by, timezone.now() + HELD_FOR
