"""Chapters come into a story, change, move, and leave it."""

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
    require_unchanged,
)
from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.ranks import rank_at_end
from travel_stories.stories.actions.drafts import lock_story
from travel_stories.stories.errors.stories import (
    ChapterNotEmptyError,
    LastChapterError,
    StoryPartGoneError,
    TooManyChaptersError,
)
from travel_stories.stories.models.blocks import Chapter
from travel_stories.stories.models.drafts import StoryEdit
from travel_stories.stories.models.stories import Story
from travel_stories.stories.validators import MOST_CHAPTERS


@transaction.atomic
def add_chapter(*, story: Story, words: Mapping[str, Any], edit: StoryEdit) -> Chapter:
    """Put a chapter at the end. Raises TooManyChaptersError."""
    require(edit.by, "stories.write_story", story)

    story = lock_story(story, edit)
    if known := find_earlier(edit):
        return Chapter.objects.get(pk=known.part)
    others = list(story.chapters.present().in_order())
    if len(others) >= MOST_CHAPTERS:
        raise TooManyChaptersError(most=MOST_CHAPTERS)

    chapter = Chapter(story=story, rank=rank_at_end(others)).assign_words(words)
    chapter.save()
    record_addition(story, chapter, edit)
    return chapter


@transaction.atomic
def change_chapter(*, chapter: Chapter, words: Mapping[str, Any], edit: StoryEdit) -> Chapter:
    """Write its title, date and place anew. Raises ChangedMeanwhileError."""
    require(edit.by, "stories.write_story", chapter.story)

    story = lock_story(chapter.story, edit)
    chapter = _locked(chapter, story)
    if find_earlier(edit):
        return chapter
    require_unchanged(chapter, edit)

    before = chapter.snapshot()
    chapter.assign_words(words)
    change = record_change(
        story, chapter, Verb.CHANGED, edit, before=before, after=chapter.snapshot()
    )
    chapter.version = change.number
    chapter.save()
    return chapter


@transaction.atomic
def move_chapter(*, chapter: Chapter, after: Chapter | None, edit: StoryEdit) -> Chapter:
    """Put a chapter with all its blocks behind another one, or first."""
    require(edit.by, "stories.write_story", chapter.story)

    story = lock_story(chapter.story, edit)
    chapter = _locked(chapter, story)
    if find_earlier(edit):
        return chapter
    require_unchanged(chapter, edit, moved=True)

    before = {"rank": chapter.rank}
    others = list(story.chapters.present().in_order().exclude(pk=chapter.pk))
    chapter.rank = make_room(others, after)
    where = {"rank": chapter.rank}
    chapter.placed = record_change(
        story, chapter, Verb.MOVED, edit, before=before, after=where
    ).number
    chapter.save(update_fields=["rank", "placed"])
    return chapter


@transaction.atomic
def remove_chapter(*, chapter: Chapter, edit: StoryEdit) -> Chapter:
    """Take an empty chapter out. Raises ChapterNotEmptyError, LastChapterError."""
    require(edit.by, "stories.write_story", chapter.story)

    story = lock_story(chapter.story, edit)
    chapter = _locked(chapter, story)
    if find_earlier(edit) or not chapter.is_present:
        return chapter
    require_unchanged(chapter, edit)
    if chapter.blocks.present().exists():
        raise ChapterNotEmptyError
    if story.chapters.present().count() == 1:
        raise LastChapterError

    record_removal(story, chapter, edit)
    return chapter


def present_chapter(chapter: Chapter, story: Story) -> Chapter:
    """The locked row of a chapter that is there. Raises StoryPartGoneError."""
    chapter = _locked(chapter, story)
    if not chapter.is_present:
        raise StoryPartGoneError(part=chapter)
    return chapter


def _locked(chapter: Chapter, story: Story) -> Chapter:
    chapter = Chapter.objects.filter(story=story).locked(chapter.pk)
    chapter.story = story
    return chapter
