"""Chapters of a story: a press that comes twice changes once, and limits hold."""

import pytest

from tests.factories.stories import AuthorFactory, BlockFactory, ChapterFactory, a_story_edit
from travel_stories.collaboration.errors import ChangedMeanwhileError
from travel_stories.stories.actions import chapters as chapter_actions
from travel_stories.stories.actions.chapters import (
    add_chapter,
    change_chapter,
    move_chapter,
    remove_chapter,
)
from travel_stories.stories.errors.stories import (
    ChapterNotEmptyError,
    LastChapterError,
    TooManyChaptersError,
)
from travel_stories.stories.models.drafts import StoryChange

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """Two chapters of a story without a block."""
    first = ChapterFactory()
    return first, ChapterFactory(story=first.story)


@pytest.fixture
def author(two):
    return AuthorFactory(story=two[0].story)


def titles(story):
    return [chapter.title for chapter in story.chapters.present().in_order()]


def changes(story):
    return StoryChange.objects.filter(story=story).count()


def test_add_chapter_pressed_twice_adds_one(two, author):
    story, edit = two[0].story, a_story_edit(author)

    made = [add_chapter(story=story, words={"title": "Home"}, edit=edit) for _press in range(2)]

    assert made[0] == made[1]
    assert titles(story)[2:] == ["Home"]


def test_add_chapter_knows_an_end(two, author, monkeypatch):
    monkeypatch.setattr(chapter_actions, "MOST_CHAPTERS", 2)
    story = two[0].story

    with pytest.raises(TooManyChaptersError):
        add_chapter(story=story, words={"title": "Home"}, edit=a_story_edit(author))

    assert len(titles(story)) == 2


def test_change_chapter_pressed_twice_is_one_change(two, author):
    edit, before = a_story_edit(author, two[0]), changes(two[0].story)

    for _press in range(2):
        change_chapter(chapter=two[0], words={"title": "The mill"}, edit=edit)

    assert titles(two[0].story)[0] == "The mill"
    assert changes(two[0].story) == before + 1


def test_change_chapter_refuses_what_was_written_on_older_words(two, author):
    old = a_story_edit(author, two[0])
    change_chapter(chapter=two[0], words={"title": "The mill"}, edit=a_story_edit(author, two[0]))

    with pytest.raises(ChangedMeanwhileError):
        change_chapter(chapter=two[0], words={"title": "The ferry"}, edit=old)


def test_move_chapter_pressed_twice_moves_once(two, author):
    first, second = two
    edit, before = a_story_edit(author, second), changes(first.story)

    for _press in range(2):
        move_chapter(chapter=second, after=None, edit=edit)

    assert list(first.story.chapters.present().in_order()) == [second, first]
    assert changes(first.story) == before + 1


def test_remove_chapter_pressed_twice_removes_once(two, author):
    first, second = two
    before = changes(first.story)

    for _press in range(2):  # the second press has a key of its own
        remove_chapter(chapter=second, edit=a_story_edit(author, second))

    assert list(first.story.chapters.present()) == [first]
    assert changes(first.story) == before + 1


def test_remove_chapter_takes_no_block_along(two, author):
    BlockFactory(chapter=two[1])

    with pytest.raises(ChapterNotEmptyError):
        remove_chapter(chapter=two[1], edit=a_story_edit(author, two[1]))


def test_remove_chapter_leaves_the_last_one(two, author):
    remove_chapter(chapter=two[1], edit=a_story_edit(author, two[1]))

    with pytest.raises(LastChapterError):
        remove_chapter(chapter=two[0], edit=a_story_edit(author, two[0]))
