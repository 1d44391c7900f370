"""The story workshop, as authors go through it."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from commons.media.models import Photo
from tests.core.files.test_gpx import BOMB, a_file, a_straight_way
from tests.core.files.test_sounds import an_mp3, id3
from tests.exhaustive import size
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.media import PhotoFactory, picture_bytes
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    a_story_edit,
    published,
)
from travel_stories.collaboration.choices import Outcome
from travel_stories.stories.actions.blocks import write_block
from travel_stories.stories.actions.edit_locks import acquire_edit_lock
from travel_stories.stories.choices import BlockKind, Shown
from travel_stories.stories.models.attachments import Sound
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.drafts import BlockComment, StoryChange
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState

pytestmark = pytest.mark.django_db

PAGES = ("story-workshop", "story-change", "story-preview", "story-revisions", "author-list")
SCRIPT = "<script>alert(1)</script>"


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


def press(client, name, *args, based_on=0, query="", **fields):
    sent = {"key": str(uuid4()), "based_on": based_on} | fields
    return client.post(url_of(name, *args) + query, sent)


@pytest.fixture
def zoe(client):
    """A writer, logged in, of a story with one chapter."""
    chapter = ChapterFactory(title="Day one")
    author = AuthorFactory(story=chapter.story, lead=True, credit="Zoé")
    client.force_login(author.person)
    return author


@pytest.fixture
def chapter(zoe):
    return zoe.story.chapters.get()


def a_block(chapter, zoe, **words):
    return BlockFactory(chapter=chapter, by=zoe, **words)


def test_begin_leads_to_the_workshop(client):
    client.force_login(UserFactory())

    response = press(client, "story-begin", title="Down the Cher", language="en", licence="CC0-1.0")

    story = Story.objects.get()
    assert response.url == story.workshop_url.replace(
        "/fr/recits/atelier/", "/en/stories/workshop/"
    )
    assert (story.title, story.licence) == ("Down the Cher", "CC0-1.0")


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        pytest.param("title", "", "Enter a title for the story.", id="empty"),
        pytest.param("title", "x" * 121, "can have up to 120 characters", id="title-too-long"),
        pytest.param(
            "licence",
            "all-rights-reserved",
            "Choose one of the answers shown for “How",
            id="licence",
        ),
        pytest.param("language", "xx", "Choose the language of the story.", id="language"),
        pytest.param("locality", "Nowhere at all", "We can’t find this place", id="locality"),
    ],
)
def test_begin_refuses_in_words_and_keeps_what_was_typed(client, field, value, refusal):
    client.force_login(UserFactory())
    words = {"title": "Rain", "language": "en", "licence": "CC0-1.0", "lede": "A wet week."}

    response = press(client, "story-begin", **(words | {field: value}))

    assert response.status_code == 422
    assert refusal in response.text
    assert "A wet week." in response.text
    assert not Story.objects.exists()


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_for_authors_and_a_stranger_can_t_tell(client, zoe, page):
    address = url_of(page, zoe.story.address)

    assert client.get(address).status_code == 200
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404
    client.logout()
    assert "/log-in/" in client.get(address).url


def test_my_stories_lists_mine_and_what_i_am_invited_to(client, zoe):
    StoryFactory(title="Somebody else’s")

    page = client.get(url_of("my-stories")).text

    assert zoe.story.title in page
    assert "Somebody else’s" not in page


def test_a_reader_sees_no_control_that_would_be_refused(client, zoe, chapter):
    block = a_block(chapter, zoe)
    reader = AuthorFactory(story=zoe.story, reader=True)
    client.force_login(reader.person)

    page = client.get(url_of("story-workshop", zoe.story.address)).text
    inside = client.get(url_of("block-write", zoe.story.address, block.public_id)).text

    assert "/move/" not in page
    assert "/add/" not in page
    assert "Remove this block" not in inside
    assert "Post comment" in inside


def test_handed_in_nothing_can_be_written(client, zoe, chapter):
    a_block(chapter, zoe)
    Story.objects.update(state=StoryState.SUBMITTED)

    page = client.get(url_of("story-workshop", zoe.story.address)).text

    assert "The review is in progress. You can edit again once it’s finished." in page
    assert "/move/" not in page


def test_workshop_of_a_long_story_takes_no_more_queries(
    client, zoe, chapter, django_assert_max_num_queries
):
    for _ in range(30):
        a_block(chapter, zoe)
    gallery = a_block(chapter, zoe, kind=BlockKind.GALLERY)
    gallery.set_photos([(photo, "") for photo in PhotoFactory.create_batch(5)])
    for _ in range(5):
        ChapterFactory(story=zoe.story)
        AuthorFactory(story=zoe.story)

    with django_assert_max_num_queries(15):
        assert client.get(url_of("story-workshop", zoe.story.address)).status_code == 200


def test_preview_is_the_page_that_everybody_will_read(client, zoe, chapter):
    a_block(chapter, zoe, text="<p>It rained.</p>")

    response = client.get(url_of("story-preview", zoe.story.address))

    assert "stories/story_detail.html" in [one.name for one in response.templates]
    assert "It rained." in response.text
    assert "Write" not in response.text
    assert "noindex" in response.text


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("text", {"text": f"<p>Rain</p>{SCRIPT}", "title": SCRIPT}),
        ("quote", {"text": f"Rain{SCRIPT}", "said_by": SCRIPT}),
        ("advice", {"text": f'<p onclick="x">Rain</p>{SCRIPT}', "title": SCRIPT}),
    ],
)
def test_scripts_in_every_field_come_to_nothing(client, zoe, chapter, kind, fields):
    query = f"?chapter={chapter.public_id}"

    response = press(client, "block-add", zoe.story.address, kind, query=query, **fields)
    page = client.get(response.url).text

    block = Block.objects.get()
    assert "script" not in block.text
    assert "Rain" in page
    assert SCRIPT not in page
    for name in ("story-preview", "story-revisions"):
        assert SCRIPT not in client.get(url_of(name, zoe.story.address)).text


def test_a_place_comes_from_the_gazetteer(client, zoe, chapter):
    query = f"?chapter={chapter.public_id}"
    fields = {"locality": "Atlantis", "title": "The old mill", "text": ""}

    response = press(client, "block-add", zoe.story.address, "place", query=query, **fields)

    assert response.status_code == 422
    assert "We can’t find this place" in response.text
    assert "The old mill" in response.text


def test_an_offer_is_found_by_its_address(client, zoe, chapter):
    stay, hidden = StayFactory(), StayFactory(draft=True)
    query = f"?chapter={chapter.public_id}"

    for address, status in (
        (f"https://example.org{stay.get_absolute_url()}", 302),
        (hidden.get_absolute_url(), 422),
        ("https://example.org/", 422),
        ("", 422),
    ):
        response = press(
            client, "block-add", zoe.story.address, "offer", query=query, address=address
        )
        assert response.status_code == status

    assert Block.objects.get().offer_id == stay.pk


def send_file(client, zoe, chapter, kind, name, content, **fields):
    file = SimpleUploadedFile("../../x" + SCRIPT, content)
    query = f"?chapter={chapter.public_id}"
    return press(
        client, "block-add", zoe.story.address, kind, query=query, **{name: file}, **fields
    )


def test_a_route_keeps_its_line_and_not_its_ends(client, zoe, chapter):
    content = a_file(a_straight_way(5_000)).getvalue()

    response = send_file(client, zoe, chapter, "route", "gpx", content, away="on", title="Indre")

    track = Block.objects.get().track
    assert (response.status_code, track.metres) == (302, pytest.approx(4_000, rel=0.02))
    assert "4 km" in client.get(response.url).text


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(b"GPX", "This file isn’t a GPX file we can read", id="letters-only"),
        pytest.param(
            a_file(a_straight_way(900), BOMB, "<name>&c;</name>").getvalue(),
            "This file isn’t a GPX file we can read",
            id="other-file",
        ),
        pytest.param(
            a_file(a_straight_way(900)).getvalue(), "There’s no route in this file", id="no-way"
        ),
    ],
)
def test_a_route_that_is_none_is_refused_in_words(client, zoe, chapter, content, refusal):
    response = send_file(client, zoe, chapter, "route", "gpx", content, away="on", title="Mine")

    assert response.status_code == 422
    assert refusal in response.text
    assert "Mine" in response.text
    assert not Block.objects.exists()


def test_a_sound_is_heard_by_authors_and_by_others_once_it_is_public(client, zoe, chapter):
    content = an_mp3(before=id3(b"GPS 47.27 1.10"))
    fields = {"title": "Frogs", "transcript": "Frogs, and far away a train."}
    send_file(client, zoe, chapter, "sound", "file", content, **fields)
    sound = Sound.objects.get()
    address = url_of("sound", sound.public_id)

    mine = client.get(address)
    heard = mine.getvalue()
    piece = client.get(address, headers={"Range": "bytes=10-19"})
    client.logout()
    before = client.get(address).status_code
    published(Story.objects.get())
    public = client.get(address, headers={"Range": "bytes=-1"}).status_code
    Block.objects.update(shown=Shown.CUT)

    assert (mine.headers["Content-Type"], b"GPS" in heard) == ("audio/mpeg", False)
    assert (piece.status_code, piece.content) == (206, heard[10:20])
    assert piece.headers["Content-Range"] == f"bytes 10-19/{sound.size}"
    assert (before, public, client.get(address).status_code) == (404, 206, 404)


@pytest.mark.parametrize("asked", [f"bytes={'1' * 5_000}-", f"bytes=-{'1' * 5_000}", "bytes=٣-"])
def test_a_piece_that_is_no_piece_is_the_whole(client, zoe, chapter, asked):
    send_file(client, zoe, chapter, "sound", "file", an_mp3(), title="x", transcript="x")

    sound = Sound.objects.get()
    response = client.get(url_of("sound", sound.public_id), headers={"Range": asked})

    assert (response.status_code, len(response.getvalue())) == (200, sound.size)


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=20-10"])
def test_a_piece_that_isn_t_there_is_refused(client, zoe, chapter, asked):
    send_file(client, zoe, chapter, "sound", "file", an_mp3(), title="x", transcript="x")

    response = client.get(url_of("sound", Sound.objects.get().public_id), headers={"Range": asked})

    assert response.status_code == 416


def test_a_sound_needs_its_words_and_has_to_be_one(client, zoe, chapter):
    silent = send_file(client, zoe, chapter, "sound", "file", an_mp3(), title="Frogs")
    wrong = send_file(client, zoe, chapter, "sound", "file", b"RIFFWAVE", transcript="Frogs")

    assert (silent.status_code, wrong.status_code) == (422, 422)
    assert "This file isn’t a recording we can read" in wrong.text
    assert not Sound.objects.exists()


def test_writing_answers_a_rival_with_both_versions(client, zoe, chapter):
    block = a_block(chapter, zoe, text="<p>Before</p>")
    ada = AuthorFactory(story=zoe.story, credit="Ada")
    write_block(block=block, words={"text": "Hers"}, edit=a_story_edit(ada, block))

    response = press(
        client,
        "block-write",
        zoe.story.address,
        block.public_id,
        based_on=block.version,
        text="<p>Mine</p>",
        title="",
    )

    assert response.status_code == 409
    assert "Ada made changes here while you were editing." in response.text
    assert "Hers" in response.text
    assert "Mine" in response.text
    assert StoryChange.objects.get(outcome=Outcome.CONFLICT).after["text"] == "<p>Mine</p>"


def test_a_book_is_refused_in_words_and_one_press_makes_blocks_of_it(client, zoe, chapter):
    block = a_block(chapter, zoe)
    book = "\n\n".join("Of rain and rivers and mills. " * 100 for _ in range(500))
    words = {"based_on": block.version, "text": book}
    assert len(book.split()) == 300_000

    refused = press(client, "block-write", zoe.story.address, block.public_id, title="", **words)
    assert refused.status_code == 422
    assert "about 300000 words" in refused.text
    assert "Of rain and rivers" in refused.text
    press(client, "block-cut", zoe.story.address, block.public_id, **words)

    told = " ".join(Block.objects.order_by("rank").values_list("text", flat=True))
    assert told.count("rain") == 50_000
    assert Block.objects.count() > 20


def test_a_book_pasted_from_a_word_processor_loses_its_looks_and_no_word(client, zoe, chapter):
    block = a_block(chapter, zoe)
    line = (
        '<p class="MsoNormal" style="mso-line-height-rule:exactly"><span lang="FR">'
        f"{'Of rain and rivers and mills. ' * 100}</span><o:p></o:p></p>"
    )
    pasted = f"<!--[if gte mso 9]><xml></xml><![endif]--><style>p {{}}</style>{line * 500}"
    words = {"based_on": block.version, "text": pasted}

    refused = press(client, "block-write", zoe.story.address, block.public_id, title="", **words)
    press(client, "block-cut", zoe.story.address, block.public_id, **words)

    told = " ".join(Block.objects.order_by("rank").values_list("text", flat=True))
    assert refused.status_code == 422
    assert "about 300000 words" in refused.text
    assert (told.count("rain"), told.count("mso"), told.count("Mso")) == (50_000, 0, 0)


def test_save_answers_with_the_version_to_go_on_from(client, zoe, chapter):
    block = a_block(chapter, zoe)
    address = (zoe.story.address, block.public_id)

    first = press(client, "block-save", *address, based_on=block.version, text="R").json()
    second = press(client, "block-save", *address, based_on=first["version"], text="Ra")
    stale = press(client, "block-save", *address, based_on=block.version, text="Old")

    assert second.json() == {"version": first["version"] + 1}
    assert (stale.status_code, stale.json()["conflict"]) == (409, True)
    assert Block.objects.get().text == "<p>Ra</p>"


def test_save_says_when_a_text_is_too_long_or_a_field_is_wrong(client, zoe, chapter):
    block = a_block(chapter, zoe)
    address = (zoe.story.address, block.public_id)

    long = press(client, "block-save", *address, based_on=block.version, text="a " * 40_000)
    wrong = press(client, "block-save", *address, based_on=block.version, title="x" * 200)

    assert (long.status_code, long.json()["long"]) == (409, True)
    assert (wrong.status_code, list(wrong.json()["refusals"])) == (422, ["title"])


def test_the_pen_is_shown_refused_and_laid_down(client, zoe, chapter):
    block = a_block(chapter, zoe)
    address = (zoe.story.address, block.public_id)
    ada = AuthorFactory(story=zoe.story, credit="Ada")
    acquire_edit_lock(block=block, by=ada)

    refused = client.post(url_of("block-edit-lock", *address))
    page = client.get(url_of("story-workshop", zoe.story.address)).text
    now = client.get(url_of("story-now", zoe.story.address)).json()
    Block.objects.update(held_by=None, held_until=None)
    taken = client.post(url_of("block-edit-lock", *address))
    client.post(url_of("block-release-lock", *address))

    assert (refused.status_code, "Ada" in refused.json()["refusal"]) == (409, True)
    assert "Ada is writing here" in page
    assert now["editors"] == {block.public_id: "Ada"}
    assert (taken.status_code, taken.json()) == (200, {"version": block.version})
    assert Block.objects.get().holder is None


def test_blocks_and_chapters_move_by_buttons(client, zoe, chapter):
    one, two = a_block(chapter, zoe), a_block(chapter, zoe)
    other = ChapterFactory(story=zoe.story)

    press(
        client,
        "block-move",
        zoe.story.address,
        two.public_id,
        based_on=two.placed,
        chapter=chapter.public_id,
        after="",
    )
    press(
        client,
        "block-move",
        zoe.story.address,
        one.public_id,
        based_on=one.placed,
        chapter=other.public_id,
        after="",
    )
    press(client, "chapter-move", zoe.story.address, other.public_id, after="")

    blocks = Block.objects.in_order()
    assert list(blocks) == [one, two]
    assert list(zoe.story.chapters.in_order()) == [other, chapter]


def test_a_chapter_with_blocks_isn_t_removed(client, zoe, chapter):
    block = a_block(chapter, zoe)
    other = ChapterFactory(story=zoe.story)

    press(client, "chapter-remove", zoe.story.address, chapter.public_id)
    press(client, "block-remove", zoe.story.address, block.public_id, based_on=block.version)
    press(client, "chapter-remove", zoe.story.address, chapter.public_id)
    press(client, "chapter-remove", zoe.story.address, other.public_id)

    assert list(zoe.story.chapters.present()) == [other]


def test_a_removed_block_comes_back_from_the_revisions(client, zoe, chapter):
    block = a_block(chapter, zoe)
    press(client, "block-remove", zoe.story.address, block.public_id, based_on=block.version)
    number = StoryChange.objects.first().number

    page = client.get(url_of("story-revision", zoe.story.address, number)).text
    press(client, "revision-restore", zoe.story.address, number)

    assert "Restore the block" in page
    assert Block.objects.get().is_present


def test_many_photographs_come_at_once_and_the_page_says_how_far_they_are(client, zoe, chapter):
    many = size(12, exhaustive=60)
    query = f"?chapter={chapter.public_id}"
    response = press(client, "block-add", zoe.story.address, "gallery", query=query, title="")
    block = Block.objects.get()
    files = [SimpleUploadedFile(f"{n}.jpg", picture_bytes(n + 8)) for n in range(many)]

    press(client, "picture-add", zoe.story.address, block.public_id, photos=files)
    now = client.get(url_of("story-now", zoe.story.address)).json()
    page = client.get(response.url).text

    assert block.photos.present().count() == many
    assert now["photos"] == {"done": 0, "all": many}
    assert page.count("Description missing") == many


def test_a_bad_photograph_stops_nobody(client, zoe, chapter):
    block = a_block(chapter, zoe, kind=BlockKind.GALLERY)
    files = [
        SimpleUploadedFile("one.jpg", picture_bytes()),
        SimpleUploadedFile("none.jpg", b"no picture"),
        SimpleUploadedFile("two.jpg", picture_bytes(9)),
    ]

    response = client.post(
        url_of("picture-add", zoe.story.address, block.public_id),
        {"key": str(uuid4()), "based_on": 0, "photos": files},
        headers={"Accept": "application/json"},
    )

    assert response.status_code == 422
    assert ["none.jpg" in refusal for refusal in response.json()["refusals"]] == [True]
    assert block.photos.present().count() == 2


def test_a_photograph_sent_twice_under_one_key_comes_once(client, zoe, chapter):
    block = a_block(chapter, zoe, kind=BlockKind.GALLERY)
    key = str(uuid4())

    for _ in range(2):
        file = SimpleUploadedFile("one.jpg", picture_bytes())
        press(client, "picture-add", zoe.story.address, block.public_id, photos=file, key=key)

    assert Photo.objects.count() == block.photos.count() == 1


def test_photo_words_are_its_uploader_s_and_captions_everybody_s(client, zoe, chapter):
    block = a_block(chapter, zoe, kind=BlockKind.GALLERY)
    mine, hers = PhotoFactory(uploaded_by_user=zoe.person), PhotoFactory(description="Hers")
    block.set_photos([(mine, ""), (hers, "")])
    words = {"caption": "Rain", "alt": "A boat", "credit": "Zoé", "licence": "CC0-1.0"}

    for photo in (mine, hers):
        press(
            client,
            "picture-describe",
            zoe.story.address,
            block.public_id,
            photo.public_id,
            based_on=Block.objects.get().version,
            **words,
        )

    mine.refresh_from_db()
    hers.refresh_from_db()
    assert [one.caption for one in block.photos.all()] == ["Rain", "Rain"]
    assert (mine.description, hers.description) == ("A boat", "Hers")


def test_photographs_change_places_and_leave(client, zoe, chapter):
    block = a_block(chapter, zoe, kind=BlockKind.GALLERY)
    one, two, three = PhotoFactory.create_batch(3, uploaded_by_user=zoe.person)
    block.set_photos([(one, ""), (two, ""), (three, "")])

    for name, photo in (("picture-place", three), ("picture-remove", one)):
        press(
            client,
            name,
            zoe.story.address,
            block.public_id,
            photo.public_id,
            based_on=Block.objects.get().version,
            after=one.public_id,
        )

    assert [shown.photo for shown in block.photos.present()] == [three, two]


def test_comments_are_said_and_settled(client, zoe, chapter):
    block = a_block(chapter, zoe)
    address = (zoe.story.address, block.public_id)

    press(client, "block-comment-add", *address, words=f"Tuesday?{SCRIPT}")
    comment = BlockComment.objects.get()
    page = client.get(url_of("block-write", *address)).text
    desk = client.get(url_of("story-workshop", zoe.story.address)).text
    press(client, "block-comment-settle", *address, comment.pk)

    assert "Tuesday?" in page
    assert SCRIPT not in page
    assert "1 comment" in desk
    comment.refresh_from_db()
    assert comment.settled_by == zoe


def test_an_author_is_invited_takes_the_seat_and_leaves(client, zoe):
    address = zoe.story.address
    client.post(
        url_of("author-invite", address),
        {"email": "ada@example.org", "role": "writer", "language": "en"},
    )
    token = zoe.story.invitations.get().token
    ada = UserFactory(display_name="Ada")
    client.logout()
    assert "You need an account" in client.get(url_of("author-invitation", token)).text
    client.force_login(ada)

    before = zoe.story.authors.count()
    client.get(url_of("author-invitation", token))
    assert zoe.story.authors.count() == before
    client.post(url_of("author-invitation", token))
    seat = zoe.story.authors.get(person=ada)
    client.post(url_of("author-credit", address), {"credit": "Ada L."})
    client.post(url_of("story-leave", address))

    seat.refresh_from_db()
    assert (seat.credit, seat.is_active) == ("Ada L.", False)
    assert client.get(url_of("author-invitation", token)).status_code == 410
    assert client.get(url_of("story-workshop", address)).status_code == 404


def test_a_lead_changes_a_part_and_takes_a_seat_away(client, zoe):
    ada = AuthorFactory(story=zoe.story)
    address = (zoe.story.address, ada.public_id)

    client.post(url_of("author-role", *address), {"role": "reader"})
    client.post(url_of("author-remove", *address))

    ada.refresh_from_db()
    assert (ada.role, ada.is_active) == ("reader", False)


def test_delete_asks_first_and_takes_the_story_away(client, zoe):
    page = client.get(url_of("story-change", zoe.story.address)).text
    client.post(url_of("story-delete", zoe.story.address))

    assert "Delete this story?" in page
    assert client.get(url_of("story-workshop", zoe.story.address)).status_code == 404


def test_a_body_that_is_far_too_large_is_no_crash(client, zoe, chapter, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    block = a_block(chapter, zoe)

    response = press(client, "block-save", zoe.story.address, block.public_id, text="a" * 5_000)

    assert response.status_code == 413
