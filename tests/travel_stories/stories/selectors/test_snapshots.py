"""A story as it is read: frozen words, and consent as it stands today."""

import pytest

from tests.factories.hosting import StayFactory
from tests.factories.media import PhotoFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from travel_stories.stories.choices import BlockKind, Shown
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Block, BlockPhoto, Chapter
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.snapshots import snapshot_of_draft, snapshot_of_edition

pytestmark = pytest.mark.django_db


def a_story():
    """Two chapters: a text; a gallery of two and an offer."""
    story = StoryFactory(title="Down the Cher")
    AuthorFactory(story=story, lead=True, credit="Camille")
    one, two = ChapterFactory.create_batch(2, story=story)
    lead = story.authors.get()
    BlockFactory(chapter=one, by=lead, text="<p>Rain</p>")
    gallery = BlockFactory(chapter=two, by=lead, kind=BlockKind.GALLERY, text="")
    gallery.set_photos([(photo, "Boat") for photo in PhotoFactory.create_batch(2)])
    BlockFactory(chapter=two, by=lead, kind=BlockKind.OFFER, text="", offer=StayFactory())
    story.refresh_from_db()
    return story


def test_draft_of_tells_chapters_and_blocks_in_their_order():
    told = snapshot_of_draft(a_story())

    assert told.credits == ["Camille"]
    assert [[block.kind for block in chapter.blocks] for chapter in told.chapters] == [
        ["text"],
        ["gallery", "offer"],
    ]
    assert [one.caption for one in told.chapters[1].blocks[0].pictures] == ["Boat", "Boat"]


def test_edition_of_stays_as_it_was_published():
    published(a_story())
    Story.objects.update(title="New title")
    Block.objects.filter(kind="text").update(text="<p>Sun</p>")
    Chapter.objects.update(title="New")

    told = snapshot_of_edition(Story.objects.get())

    assert (told.story.title, told.chapters[0].blocks[0].text) == ("Down the Cher", "<p>Rain</p>")
    assert "New" not in [chapter.title for chapter in told.chapters]


def test_edition_of_cuts_at_once_what_somebody_took_back():
    story = published(a_story())

    Block.objects.filter(kind="text").update(shown=Shown.CUT)
    BlockPhoto.objects.filter(rank=0).update(shown=Shown.CUT)
    BlockPhoto.objects.filter(rank=1).update(shown=Shown.BLURRED)

    told = snapshot_of_edition(Story.objects.get(pk=story.pk))
    text, gallery = told.chapters[0].blocks[0], told.chapters[1].blocks[0]
    assert (text.shown, text.text) == (Shown.CUT, "")
    assert [one.shown for one in gallery.pictures] == [Shown.BLURRED]


def test_edition_of_leaves_out_what_is_no_longer_public():
    story = published(a_story())

    offer = Block.objects.get(kind="offer").offer
    offer.live = False
    offer.save()
    BlockPhoto.objects.get(rank=0).photo.delete()

    told = snapshot_of_edition(Story.objects.get(pk=story.pk))
    assert told.chapters[1].blocks[1].offer is None
    assert len(told.chapters[1].blocks[0].pictures) == 1


def test_edition_of_credits_those_who_left_and_forgets_who_asked_for_it():
    story = published(a_story())
    AuthorFactory(story=story, credit="Later")
    assert snapshot_of_edition(story).credits == ["Camille"]

    StoryAuthor.objects.filter(credit="Camille").update(credit="")

    assert snapshot_of_edition(story).credits == []


def test_a_story_of_many_blocks_takes_as_many_queries_as_one_of_few(
    django_assert_max_num_queries,
):
    story = published(a_story())
    for _ in range(20):
        BlockFactory(chapter=story.chapters.first(), by=story.authors.get())

    with django_assert_max_num_queries(10):
        snapshot_of_edition(story)
    story.refresh_from_db()
    with django_assert_max_num_queries(14):
        snapshot_of_draft(story)
