"""Blocks of a story: written by several, one at a time, and nothing of it is lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.text.rich_text import plain_text
from tests.factories.hosting import StayFactory
from tests.factories.media import PhotoFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    a_story_edit,
)
from travel_stories.collaboration.errors import ChangedMeanwhileError
from travel_stories.stories.actions.blocks import (
    add_block,
    move_block,
    remove_block,
    restore_block,
    restore_revision,
    write_block,
)
from travel_stories.stories.actions.chapters import change_chapter, remove_chapter
from travel_stories.stories.actions.edit_locks import HELD_FOR, acquire_edit_lock, release_edit_lock
from travel_stories.stories.actions.long_texts import write_long_text
from travel_stories.stories.choices import BlockKind, Shown
from travel_stories.stories.errors.stories import (
    BlockHeldError,
    ManuscriptTooLongError,
    OfferNotPublicError,
    OnePhotoError,
    StoryPartGoneError,
    StoryUnderReviewError,
    StrangePhotoError,
    TextTooLongError,
    TooManyBlocksError,
    TooManyPhotosError,
)
from travel_stories.stories.models.blocks import Block, BlockPhoto
from travel_stories.stories.models.drafts import StoryChange
from travel_stories.stories.states import StoryState

pytestmark = pytest.mark.django_db


def an_author(block, **traits):
    return AuthorFactory(story=block.chapter.story, **traits)


def order(chapter):
    return list(chapter.blocks.present().in_order())


def test_add_block_stands_at_the_end_or_behind_another():
    first, last = BlockFactory.create_batch(2, chapter=ChapterFactory())
    zoe = an_author(first)
    words = {"kind": BlockKind.QUOTE, "text": "Rain", "said_by": "The miller"}

    ending = add_block(chapter=first.chapter, words=words, edit=a_story_edit(zoe))
    between = add_block(chapter=first.chapter, words=words, edit=a_story_edit(zoe), after=first)

    assert order(first.chapter) == [first, between, last, ending]
    assert (ending.text, ending.said_by) == ("<p>Rain</p>", "The miller")


def test_add_block_twice_with_one_key_is_one_block():
    chapter = ChapterFactory()
    edit = a_story_edit(AuthorFactory(story=chapter.story))

    added = {add_block(chapter=chapter, words={"kind": "text"}, edit=edit) for _ in range(2)}

    assert len(added) == Block.objects.count() == 1


def test_add_block_ends_at_a_number(monkeypatch):
    monkeypatch.setattr("travel_stories.stories.actions.blocks.MOST_BLOCKS", 1)
    block = BlockFactory()

    with pytest.raises(TooManyBlocksError):
        add_block(
            chapter=block.chapter, words={"kind": "text"}, edit=a_story_edit(an_author(block))
        )


def test_write_block_cleans_every_field_that_holds_rich_text():
    block = BlockFactory()
    words = {"text": '<p onclick="x()">Rain</p><script>alert(1)</script>'}

    write_block(block=block, words=words, edit=a_story_edit(an_author(block), block))

    assert Block.objects.get().text == "<p>Rain</p>"


def test_write_block_refuses_a_book_and_says_how_long_it_is():
    block = BlockFactory(text="<p>Before</p>")
    words = {"text": "word " * 300_000}

    with pytest.raises(TextTooLongError) as refusal:
        write_block(block=block, words=words, edit=a_story_edit(an_author(block), block))

    assert "300000" in str(refusal.value)
    assert Block.objects.get().text == "<p>Before</p>"


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("word " * 300_000, TextTooLongError),
        pytest.param("<p " * 2_000_000, ManuscriptTooLongError, id="manuscript"),
    ],
)
def test_a_long_text_is_refused_before_the_lock(text, refusal):
    block = BlockFactory()
    edit = a_story_edit(an_author(block), block)

    with CaptureQueriesContext(connection) as asked, pytest.raises(refusal):
        write_block(block=block, words={"text": text}, edit=edit)

    assert [one["sql"] for one in asked if "SAVEPOINT" in one["sql"]] == []


def test_write_long_text_refuses_what_is_longer_than_can_be_read_at_once():
    block = BlockFactory()

    with pytest.raises(ManuscriptTooLongError, match="500000 words"):
        write_long_text(
            block=block, text="<p " * 2_000_000, edit=a_story_edit(an_author(block), block)
        )


def test_write_block_takes_control_characters_out_of_all_its_words():
    block = BlockFactory()
    words = {"title": "Da\x1by \u202eeno", "text": "One\x08\x0bTwo", "transcript": "Rain\x00"}

    written = write_block(block=block, words=words, edit=a_story_edit(an_author(block), block))

    kept = (written.title, written.text, written.transcript)
    assert kept == ("Day eno", "<p>One<br>Two</p>", "Rain")


def test_write_long_text_loses_nothing_of_a_script_without_spaces():
    block = BlockFactory()
    text = "旅行。" * 50_000

    write_long_text(block=block, text=text, edit=a_story_edit(an_author(block), block))

    kept = "".join(plain_text(one.text) for one in order(block.chapter))
    assert (kept, Block.objects.count()) == (text, 3)


def test_write_block_refuses_what_was_written_on_something_older():
    block = BlockFactory()
    zoe, ada = an_author(block, credit="Zoé"), an_author(block)
    late = a_story_edit(ada, block)
    write_block(block=block, words={"text": "Hers"}, edit=a_story_edit(zoe, block))

    with pytest.raises(ChangedMeanwhileError) as conflict:
        write_block(block=block, words={"text": "Mine"}, edit=late)

    assert conflict.value.facts["by"] == "Zoé"
    assert Block.objects.get().text == "<p>Hers</p>"


def test_write_block_replayed_changes_nothing():
    block = BlockFactory()
    edit = a_story_edit(an_author(block), block)

    write_block(block=block, words={"text": "Once"}, edit=edit)
    write_block(block=block, words={"text": "Twice"}, edit=edit)

    assert Block.objects.get().text == "<p>Once</p>"


def test_autosaves_of_one_sitting_share_a_revision():
    block = BlockFactory()
    zoe = an_author(block)

    for text in ("R", "Ra", "Rain"):
        edit = a_story_edit(zoe, block)
        block = write_block(block=block, words={"text": text}, edit=edit, autosave=True)

    added, written = StoryChange.objects.order_by("number")
    assert (written.number, written.after["text"]) == (block.version, "<p>Rain</p>")
    assert written.before == added.after
    assert Block.objects.get().holder == zoe


def test_an_autosave_sent_again_after_a_lost_answer_is_no_change():
    block = BlockFactory()
    zoe = an_author(block)
    for text in ("R", "Ra"):
        edit = a_story_edit(zoe, block)
        block = write_block(block=block, words={"text": text}, edit=edit, autosave=True)

    again = write_block(block=block, words={"text": "Ra"}, edit=edit, autosave=True)

    assert again.version == block.version


def test_a_sitting_ends_after_a_while():
    block = BlockFactory()
    zoe = an_author(block)
    edit = a_story_edit(zoe, block)
    block = write_block(block=block, words={"text": "R"}, edit=edit, autosave=True)
    StoryChange.objects.update(begun_at=timezone.now() - timedelta(minutes=11))

    edit = a_story_edit(zoe, block)
    write_block(block=block, words={"text": "Ra"}, edit=edit, autosave=True)

    assert StoryChange.objects.of_block(block).count() == 3


def test_a_pen_keeps_others_out_until_it_is_laid_down_or_lies_still():
    block = BlockFactory()
    zoe, ada = an_author(block, credit="Zoé"), an_author(block)
    acquire_edit_lock(block=block, by=zoe)

    for deed in (
        lambda: acquire_edit_lock(block=block, by=ada),
        lambda: write_block(block=block, words={}, edit=a_story_edit(ada, block)),
        lambda: remove_block(block=block, edit=a_story_edit(ada, block)),
    ):
        with pytest.raises(BlockHeldError, match="Zoé"):
            deed()
    release_edit_lock(block=block, by=ada)
    assert Block.objects.get().holder == zoe
    release_edit_lock(block=block, by=zoe)
    assert acquire_edit_lock(block=block, by=ada).holder == ada
    Block.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    assert acquire_edit_lock(block=block, by=zoe).holder == zoe


def test_a_heartbeat_holds_the_pen_longer():
    block = BlockFactory()
    zoe = an_author(block)
    acquire_edit_lock(block=block, by=zoe)
    Block.objects.update(held_until=timezone.now() + timedelta(seconds=5))

    held = acquire_edit_lock(block=block, by=zoe)

    assert held.held_until > timezone.now() + HELD_FOR - timedelta(seconds=5)


def test_acquire_edit_lock_is_refused_to_readers_and_on_review():
    block = BlockFactory()
    story, zoe = block.chapter.story, an_author(block)

    with pytest.raises(PermissionDenied):
        acquire_edit_lock(block=block, by=an_author(block, reader=True))
    story.state = StoryState.SUBMITTED
    story.save()
    with pytest.raises(StoryUnderReviewError):
        acquire_edit_lock(block=block, by=zoe)
    Block.objects.update(removed_at=timezone.now())
    with pytest.raises(StoryPartGoneError):
        acquire_edit_lock(block=block, by=zoe)


def test_move_block_goes_up_down_and_into_another_chapter():
    one, two, three = BlockFactory.create_batch(3, chapter=ChapterFactory())
    zoe = an_author(one)
    other = ChapterFactory(story=one.chapter.story)

    move_block(block=three, chapter=one.chapter, after=None, edit=a_story_edit(zoe, three))
    assert order(one.chapter) == [three, one, two]
    move_block(block=one, chapter=other, after=None, edit=a_story_edit(zoe, one))

    assert (order(one.chapter), order(other)) == ([three, two], [one])


def test_move_block_finds_room_between_two_that_stand_close():
    chapter = ChapterFactory()
    one, two = (BlockFactory(chapter=chapter, rank=rank) for rank in (1.0, 1.0000000000000002))
    three = BlockFactory(chapter=chapter)

    move_block(block=three, chapter=chapter, after=one, edit=a_story_edit(an_author(one), three))

    assert order(chapter) == [one, three, two]


def test_move_block_refuses_from_where_it_no_longer_stands():
    one, two = BlockFactory.create_batch(2, chapter=ChapterFactory())
    zoe, ada = an_author(one), an_author(one)
    late = a_story_edit(ada, two)
    move_block(block=two, chapter=one.chapter, after=None, edit=a_story_edit(zoe, two))

    with pytest.raises(ChangedMeanwhileError):
        move_block(block=two, chapter=one.chapter, after=None, edit=late)


def test_a_block_moves_only_within_its_story():
    block, elsewhere = BlockFactory(), ChapterFactory()

    with pytest.raises(elsewhere.DoesNotExist):
        move_block(
            block=block, chapter=elsewhere, after=None, edit=a_story_edit(an_author(block), block)
        )


def test_a_removed_block_comes_back():
    block = BlockFactory()
    zoe = an_author(block)

    removed = remove_block(block=block, edit=a_story_edit(zoe, block))
    assert order(block.chapter) == []
    restore_block(block=removed, edit=a_story_edit(zoe))

    assert order(block.chapter) == [block]


def test_restore_revision_brings_words_and_pictures_back():
    block = BlockFactory(kind=BlockKind.GALLERY, text="")
    zoe = an_author(block)
    photos = PhotoFactory.create_batch(2, uploaded_by_user=zoe.person)
    told = [(photo, "Rain") for photo in photos]
    block = write_block(block=block, words={"photos": told}, edit=a_story_edit(zoe, block))
    change = StoryChange.objects.of_block(block).first()
    block = write_block(block=block, words={"photos": []}, edit=a_story_edit(zoe, block))
    assert not block.photos.present().exists()

    restore_revision(change=change, edit=a_story_edit(zoe))

    assert [one.photo for one in block.photos.present()] == photos


def test_what_people_on_a_picture_agreed_to_outlives_its_removal():
    block = BlockFactory(kind=BlockKind.PHOTO, text="")
    zoe = an_author(block)
    photo = PhotoFactory(uploaded_by_user=zoe.person)
    block = write_block(block=block, words={"photos": [(photo, "")]}, edit=a_story_edit(zoe, block))
    BlockPhoto.objects.update(shown=Shown.BLURRED)

    for photos in ([], [(photo, "Again")]):
        edit = a_story_edit(zoe, block)
        block = write_block(block=block, words={"photos": photos}, edit=edit)

    assert block.photos.present().get().shown == Shown.BLURRED


def test_photographs_are_those_of_the_authors():
    block = BlockFactory(kind=BlockKind.PHOTO)
    zoe = an_author(block)
    mine, strange = PhotoFactory(uploaded_by_user=zoe.person), PhotoFactory()
    two = [(mine, ""), (PhotoFactory(uploaded_by_user=zoe.person), "")]

    for photos, refusal in (([(strange, "")], StrangePhotoError), (two, OnePhotoError)):
        with pytest.raises(refusal):
            write_block(block=block, words={"photos": photos}, edit=a_story_edit(zoe, block))

    assert not BlockPhoto.objects.exists()


def test_a_gallery_ends_at_a_number(monkeypatch):
    monkeypatch.setattr("travel_stories.stories.actions.payloads.MOST_PHOTOS", 1)
    block = BlockFactory(kind=BlockKind.GALLERY)
    zoe = an_author(block)
    photos = [(photo, "") for photo in PhotoFactory.create_batch(2, uploaded_by_user=zoe.person)]

    with pytest.raises(TooManyPhotosError):
        write_block(block=block, words={"photos": photos}, edit=a_story_edit(zoe, block))


def test_an_offer_is_shown_while_everybody_may_see_it():
    block = BlockFactory(kind=BlockKind.OFFER)
    zoe = an_author(block)
    shown, draft = StayFactory(), StayFactory(live=False)

    with pytest.raises(OfferNotPublicError):
        write_block(block=block, words={"offer": draft}, edit=a_story_edit(zoe, block))
    write_block(block=block, words={"offer": shown}, edit=a_story_edit(zoe, block))

    assert Block.objects.get().offer_id == shown.pk


def test_a_key_is_good_for_one_author():
    block = BlockFactory()
    zoe, ada, key = an_author(block), an_author(block), uuid4()

    block = write_block(block=block, words={"text": "Zoé"}, edit=a_story_edit(zoe, block, key=key))
    write_block(block=block, words={"text": "Ada"}, edit=a_story_edit(ada, block, key=key))

    assert Block.objects.get().text == "<p>Ada</p>"


def test_a_block_pressed_twice_moves_goes_and_comes_back_once():
    block = BlockFactory()
    author, chapter = an_author(block), ChapterFactory(story=block.chapter.story)
    before = StoryChange.objects.count()

    for action, options in (
        (move_block, {"chapter": chapter, "after": None}),
        (remove_block, {}),
        (restore_block, {}),
    ):
        edit = a_story_edit(author, block)
        for _press in range(2):
            block = action(block=block, edit=edit, **options)

    assert order(chapter) == [block]
    assert StoryChange.objects.count() == before + 3


def test_restore_block_goes_to_the_end_where_its_chapter_has_gone():
    block = BlockFactory()
    author, kept = an_author(block), ChapterFactory(story=block.chapter.story)
    last = BlockFactory(chapter=kept)
    gone = remove_block(block=block, edit=a_story_edit(author, block))
    remove_chapter(chapter=block.chapter, edit=a_story_edit(author, block.chapter))
    gone.refresh_from_db()

    back = restore_block(block=gone, edit=a_story_edit(author, gone))

    assert order(kept) == [last, back]


def test_restore_revision_refuses_what_is_no_block():
    chapter = ChapterFactory()
    author = AuthorFactory(story=chapter.story)
    change_chapter(chapter=chapter, words={"title": "A"}, edit=a_story_edit(author, chapter))
    change = StoryChange.objects.latest("pk")

    with pytest.raises(StoryPartGoneError):
        restore_revision(change=change, edit=a_story_edit(author))
