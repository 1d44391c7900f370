"""Blocks come into a chapter, are written, move, and leave it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from core.permissions import require
from travel_stories.collaboration.actions.changes import (
    find_earlier,
    make_room,
    record_addition,
    record_change,
    record_removal,
    record_restoration,
    require_unchanged,
)
from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.ranks import rank_at_end
from travel_stories.stories.actions.chapters import present_chapter
from travel_stories.stories.actions.drafts import lock_story, record_autosave
from travel_stories.stories.actions.edit_locks import extend_edit_lock, require_unlocked
from travel_stories.stories.actions.payloads import fill, with_clean_text
from travel_stories.stories.choices import StoryNoun
from travel_stories.stories.errors.stories import StoryPartGoneError, TooManyBlocksError
from travel_stories.stories.models.blocks import Block, Chapter
from travel_stories.stories.models.drafts import StoryChange, StoryEdit
from travel_stories.stories.models.stories import Story
from travel_stories.stories.validators import MOST_BLOCKS


def add_block(
    *, chapter: Chapter, words: Mapping[str, Any], edit: StoryEdit, after: Block | None = None
) -> Block:
    """Put a block behind another one, or at the end of the chapter.

    Raises TooManyBlocksError, and those of `with_clean_text` before the transaction begins.
    """
    require(edit.by, "stories.write_story", chapter.story)
    return _add(chapter, with_clean_text(words), edit, after)


@transaction.atomic
def _add(chapter: Chapter, words: Mapping[str, Any], edit: StoryEdit, after: Block | None) -> Block:
    story = lock_story(chapter.story, edit)
    if known := find_earlier(edit):
        return Block.objects.get(pk=known.part)
    chapter = present_chapter(chapter, story)
    if Block.objects.present().filter(chapter__story=story).count() >= MOST_BLOCKS:
        raise TooManyBlocksError(most=MOST_BLOCKS)

    block = Block(chapter=chapter, kind=words["kind"])
    block.rank = _rank_at_end(chapter) if after is None else _rank_in(chapter, block, after)
    fill(block, words, by=edit.by)
    record_addition(story, block, edit)
    return block


def write_block(
    *, block: Block, words: Mapping[str, Any], edit: StoryEdit, autosave: bool = False
) -> Block:
    """Write a block anew. Raises BlockHeldError, ChangedMeanwhileError, TextTooLongError.

    Saves that come by themselves grow into one revision; whoever writes holds the pen.
    """
    require(edit.by, "stories.write_story", block.story)
    return _write(block, with_clean_text(words), edit, autosave)


@transaction.atomic
def _write(block: Block, words: Mapping[str, Any], edit: StoryEdit, autosave: bool) -> Block:
    story = lock_story(block.story, edit)
    block = locked_block(block, story)
    if find_earlier(edit):
        return block
    require_unchanged(block, edit)
    require_unlocked(block, edit.by)

    before = block.snapshot()
    fill(block, words, by=edit.by)
    after = block.snapshot()
    if autosave:
        block.version = record_autosave(story, block, edit, before=before, after=after).number
        extend_edit_lock(block, edit.by)
    else:
        change = record_change(story, block, Verb.CHANGED, edit, before=before, after=after)
        block.version = change.number
    block.save()
    return block


@transaction.atomic
def move_block(*, block: Block, chapter: Chapter, after: Block | None, edit: StoryEdit) -> Block:
    """Put a block behind another one, or at the top of a chapter."""
    require(edit.by, "stories.write_story", block.story)

    story = lock_story(block.story, edit)
    block = locked_block(block, story)
    if find_earlier(edit):
        return block
    require_unchanged(block, edit, moved=True)
    chapter = present_chapter(chapter, story)

    before = {"chapter": block.chapter_id, "rank": block.rank}
    block.rank, block.chapter = _rank_in(chapter, block, after), chapter
    where = {"chapter": block.chapter_id, "rank": block.rank}
    block.placed = record_change(story, block, Verb.MOVED, edit, before=before, after=where).number
    block.save(update_fields=["chapter", "rank", "placed"])
    return block


@transaction.atomic
def remove_block(*, block: Block, edit: StoryEdit) -> Block:
    """Take a block out of the story. It can be brought back from the revisions."""
    require(edit.by, "stories.write_story", block.story)

    story = lock_story(block.story, edit)
    block = locked_block(block, story)
    if find_earlier(edit) or not block.is_present:
        return block
    require_unchanged(block, edit)
    require_unlocked(block, edit.by)

    record_removal(story, block, edit)
    block.held_by = block.held_until = None
    block.save(update_fields=["held_by", "held_until"])
    return block


@transaction.atomic
def restore_block(*, block: Block, edit: StoryEdit) -> Block:
    """Bring a block back to where it was, or to the end where its chapter has gone."""
    require(edit.by, "stories.write_story", block.story)

    story = lock_story(block.story, edit)
    block = locked_block(block, story)
    if find_earlier(edit) or block.is_present:
        return block
    if not block.chapter.is_present:
        block.chapter = story.chapters.present().in_order().reverse()[0]
        block.rank = _rank_at_end(block.chapter)

    record_restoration(story, block, edit)
    block.save(update_fields=["chapter", "rank"])
    return block


@transaction.atomic
def restore_revision(*, change: StoryChange, edit: StoryEdit) -> Block:
    """Write a block as a revision has it; what it says today stays a revision too."""
    require(edit.by, "stories.write_story", change.story)

    story = lock_story(change.story, edit)
    wanted = change.after or change.before
    if change.noun != StoryNoun.BLOCK or wanted is None:
        raise StoryPartGoneError
    block = locked_block(Block.objects.select_related("chapter").get(pk=change.part), story)
    if find_earlier(edit):
        return block
    require_unlocked(block, edit.by)

    before = block.snapshot()
    block.take({name: value for name, value in wanted.items() if name in Block.WORDS})
    block.take_lists(wanted)
    block.removed_at = None
    change = record_change(story, block, Verb.CHANGED, edit, before=before, after=block.snapshot())
    block.version = change.number
    block.save()
    return block


def locked_block(block: Block, story: Story) -> Block:
    """The row as it is, with its chapter."""
    block = Block.objects.filter(chapter__story=story).locked(block.pk)
    block.chapter.story = story
    return block


def _rank_at_end(chapter: Chapter) -> float:
    return rank_at_end(list(chapter.blocks.present().in_order()))


def _rank_in(chapter: Chapter, block: Block, after: Block | None) -> float:
    return make_room(list(chapter.blocks.present().in_order().exclude(pk=block.pk)), after)
