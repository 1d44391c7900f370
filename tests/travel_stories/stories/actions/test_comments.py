"""Words beside a block: said once, seen to once, by whoever may."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.stories import AuthorFactory, BlockFactory
from travel_stories.stories.actions.comments import add_comment, settle_comment
from travel_stories.stories.models.drafts import BlockComment
from travel_stories.stories.rules import may_close, may_settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def said():
    """A comment beside a block, and its author."""
    block = BlockFactory()
    author = AuthorFactory(story=block.chapter.story)
    return add_comment(block=block, words="Which mill?", key=uuid4(), by=author), author


def test_add_comment_says_once_what_is_pressed_twice():
    block, key = BlockFactory(), uuid4()
    author = AuthorFactory(story=block.chapter.story)

    comments = [
        add_comment(block=block, words="Which mill?", key=key, by=author) for _press in range(2)
    ]

    assert comments[0] == comments[1] == BlockComment.objects.get()


def test_settle_comment_keeps_who_was_first(said):
    comment, author = said
    other = AuthorFactory(story=author.story)

    for seat in (author, other):
        settle_comment(comment=comment, by=seat)

    comment.refresh_from_db()
    assert comment.settled_by == author


def test_settle_comment_is_denied_to_authors_of_another_story(said):
    with pytest.raises(PermissionDenied):
        settle_comment(comment=said[0], by=AuthorFactory())


@pytest.mark.parametrize("rule", [may_settle, may_close])
def test_a_rule_of_a_story_says_no_about_nothing(rule):
    assert not rule(AuthorFactory(lead=True), None)
