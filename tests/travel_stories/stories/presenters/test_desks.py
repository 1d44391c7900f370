"""What the workshop of a story shows beside its words."""

import pytest

from commons.media.rendering import CARD, LAST
from tests.factories.media import PhotoFactory, RenditionFactory
from tests.factories.stories import AuthorFactory, BlockFactory, StoryFactory, published
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.panels import on_desk
from travel_stories.stories.presenters.desks import Progress, progress_of, seat_at, stories_of
from travel_stories.stories.states import StoryState

pytestmark = pytest.mark.django_db


def test_progress_of_counts_photographs_that_have_all_their_sizes():
    block = BlockFactory(kind=BlockKind.GALLERY)
    one, two, gone, elsewhere = PhotoFactory.create_batch(4)
    block.set_photos([(one, ""), (two, ""), (gone, "")])
    block.set_photos([(one, ""), (two, "")])
    for photo in (one, elsewhere):
        for size in (CARD, LAST):
            RenditionFactory(image=photo, filter_spec=size.spec)

    progress = progress_of(block.chapter.story)

    assert progress == Progress(done=1, all=2)
    assert not progress.is_done


def test_a_photograph_in_two_blocks_counts_once():
    block, other = BlockFactory(), None
    other = BlockFactory(chapter=block.chapter)
    photo = PhotoFactory()
    for one in (block, other):
        one.set_photos([(photo, "")])

    assert progress_of(block.chapter.story) == Progress(done=0, all=1)


def test_seat_at_is_for_those_who_are_at_it_today():
    zoe = AuthorFactory()
    gone = AuthorFactory(story=zoe.story, left=True)

    assert seat_at(zoe.person, zoe.story.public_id) == zoe
    assert seat_at(gone.person, zoe.story.public_id) is None
    zoe.story.state = StoryState.DELETED
    zoe.story.save()
    assert seat_at(zoe.person, zoe.story.public_id) is None


def test_my_stories_are_on_my_desk_while_there_are_any():
    zoe = AuthorFactory()
    published(zoe.story)
    StoryFactory()

    titles = [str(panel.title) for panel in on_desk(zoe.person)]

    assert stories_of(zoe.person) == [zoe.story]
    assert titles == ["My stories"]
