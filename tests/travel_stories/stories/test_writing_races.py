"""Rivals at one story: one pen, one line of changes, and no draft begun twice."""

from uuid import uuid4

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.stories import AuthorFactory, BlockFactory, ChapterFactory, a_story_edit
from tests.rivals import at_once
from travel_stories.stories.actions.authors import (
    accept_author_invitation,
    invite_author,
    leave_story,
)
from travel_stories.stories.actions.blocks import add_block, write_block
from travel_stories.stories.actions.comments import add_comment
from travel_stories.stories.actions.edit_locks import acquire_edit_lock
from travel_stories.stories.actions.stories import begin_story, delete_story
from travel_stories.stories.choices import AuthorRole
from travel_stories.stories.models.authors import AuthorInvitationData
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.drafts import BlockComment, StoryChange
from travel_stories.stories.models.stories import Story

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_authors_reach_for_one_pen_and_one_gets_it():
    block = BlockFactory()
    authors = AuthorFactory.create_batch(10, story=block.chapter.story)

    results = at_once(
        *(lambda a=author: acquire_edit_lock(block=block, by=a) for author in authors)
    )

    winners = [result for result in results if isinstance(result, Block)]
    assert len(winners) == 1
    assert Block.objects.get().holder == winners[0].held_by


def test_ten_authors_write_one_block_and_one_is_faster():
    block = BlockFactory()
    authors = AuthorFactory.create_batch(10, story=block.chapter.story)

    results = at_once(
        *(
            lambda a=author: write_block(
                block=block, words={"title": a.credit}, edit=a_story_edit(a, block)
            )
            for author in authors
        )
    )

    winners = [result for result in results if isinstance(result, Block)]
    assert [Block.objects.get().title] == [winner.title for winner in winners]


def test_ten_authors_add_at_once_and_every_block_is_numbered():
    chapter = ChapterFactory()
    authors = AuthorFactory.create_batch(10, story=chapter.story)

    at_once(
        *(
            lambda a=author: add_block(
                chapter=chapter, words={"kind": "text"}, edit=a_story_edit(a)
            )
            for author in authors
        )
    )

    numbers = StoryChange.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 11))
    assert Block.objects.count() == len(set(Block.objects.values_list("rank", flat=True))) == 10


def test_one_story_is_begun_by_a_double_click():
    camille, key = UserFactory(), uuid4()

    at_once(*(lambda: begin_story(words={"title": "x"}, key=key, by=camille) for _ in range(4)))

    assert Story.objects.count() == 1


def test_one_comment_is_said_by_a_double_click():
    block = BlockFactory()
    zoe, key = AuthorFactory(story=block.chapter.story), uuid4()

    at_once(*(lambda: add_comment(block=block, words="x", key=key, by=zoe) for _ in range(4)))

    assert BlockComment.objects.count() == 1


def test_a_letter_seats_one_of_two_who_press_at_once():
    lead = AuthorFactory(lead=True)
    invited = AuthorInvitationData(AuthorRole.WRITER, email="z@example.org")
    invitation = invite_author(story=lead.story, invited=invited, by=lead)
    people = UserFactory.create_batch(2)

    at_once(
        *(lambda p=one: accept_author_invitation(token=invitation.token, by=p) for one in people)
    )

    assert lead.story.authors.count() == 2  # with the lead


def test_two_leads_can_t_both_leave_and_can_both_delete():
    one, two = (AuthorFactory(lead=True) for _ in range(2))
    two.story = one.story
    two.save()

    at_once(*(lambda a=author: leave_story(story=one.story, by=a) for author in (one, two)))
    assert one.story.authors.leading().count() == 1
    last = one.story.authors.leading().get()
    results = at_once(*(lambda: delete_story(story=last.story, by=last) for _ in range(2)))

    assert {result.state for result in results} == {"deleted"}
