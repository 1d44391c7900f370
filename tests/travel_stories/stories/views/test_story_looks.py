"""A draft under its secret link: all of it plays, and all of it ends with the link."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import translation

from commons.media.choices import Licence
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.media import PhotoFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from travel_stories.stories.actions.links import make_story_link, revoke_story_link
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.models.attachments import Sound
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.consents import Mention, PersonShown
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState

pytestmark = pytest.mark.django_db


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


@pytest.fixture
def lead():
    """Who leads a draft with a place, a photograph and a recording."""
    lead = AuthorFactory(story=StoryFactory(language="en"), lead=True)
    place = LocalityFactory(name="Loches", latitude=47.1, longitude=1.0)
    chapter = ChapterFactory(story=lead.story, locality=place)
    photo = BlockFactory(chapter=chapter, by=lead, kind=BlockKind.PHOTO, text="")
    photo.set_photos([(PhotoFactory(), "The bridge")])
    sound = Sound.objects.create(story=lead.story, mime="audio/mpeg", size=10)
    sound.file.save("bells.mp3", ContentFile(b"0123456789"))
    BlockFactory(chapter=chapter, by=lead, kind=BlockKind.SOUND, text="", sound=sound)
    lead.story.refresh_from_db()
    return lead


@pytest.fixture
def link(lead):
    return make_story_link(story=lead.story, by=lead)


def sound_url(link):
    return url_of("story-look-sound", link.token, Sound.objects.get().public_id)


def test_a_recording_plays_under_the_link_also_in_pieces(client, link):
    page = client.get(url_of("story-look", link.token)).text
    whole = client.get(sound_url(link))
    piece = client.get(sound_url(link), headers={"Range": "bytes=2-4"})

    assert f'src="{sound_url(link)}"' in page
    assert (whole.status_code, whole.getvalue()) == (200, b"0123456789")
    assert (piece.status_code, piece.content) == (206, b"234")
    assert "no-store" in whole["Cache-Control"]


def test_without_the_link_the_recording_of_a_draft_is_not_there(client, link):
    assert client.get(url_of("sound", Sound.objects.get().public_id)).status_code == 404


def test_the_link_of_another_story_opens_no_recording(client, link):
    other = AuthorFactory(lead=True)
    foreign = make_story_link(story=other.story, by=other)

    assert client.get(sound_url(foreign)).status_code == 404


def test_a_voice_that_was_cut_is_silent_under_the_link(client, link, lead):
    block = Block.objects.get(kind=BlockKind.SOUND)
    shown = PersonShown.objects.create(
        story=lead.story, name="Jeanne", added_by=lead.person, left_out_at=lead.joined_at
    )
    Mention.objects.create(shown=shown, part=block.public_id)

    page = client.get(url_of("story-look", link.token)).text

    assert "<audio" not in page
    assert client.get(sound_url(link)).status_code == 404


def test_the_road_goes_along_under_the_link_where_the_licence_lets_it(client, link, lead):
    road = client.get(url_of("story-look-road", link.token))
    Story.objects.update(licence=Licence.ALL_RIGHTS)
    reserved = client.get(url_of("story-look-road", link.token))

    assert (road.status_code, road["Content-Type"]) == (200, "application/gpx+xml")
    assert b"Loches" in road.content
    assert reserved.status_code == 404


def test_revoking_the_link_ends_everything(client, link, lead, committed):
    photo = Block.objects.get(kind=BlockKind.PHOTO).photos.get().photo
    kept = photo.file.name
    urls = [sound_url(link), url_of("story-look-road", link.token)]

    with committed():
        revoke_story_link(link=link, by=lead)

    photo.refresh_from_db()
    assert client.get(url_of("story-look", link.token)).status_code == 410
    assert [client.get(url).status_code for url in urls] == [404, 404]
    assert not default_storage.exists(kept)
    assert default_storage.exists(photo.file.name)


def test_revoking_leaves_what_everybody_sees_where_it_is(lead, committed):
    link = make_story_link(story=lead.story, by=lead)
    photo = Block.objects.get(kind=BlockKind.PHOTO).photos.get().photo
    published(lead.story)

    with committed():
        revoke_story_link(link=link, by=lead)

    kept = photo.file.name
    photo.refresh_from_db()
    assert photo.file.name == kept


def test_whoever_reads_before_the_public_hears_what_was_handed_in(client, link):
    reader = UserFactory(is_superuser=True)
    client.force_login(reader)
    url = url_of("sound", Sound.objects.get().public_id)

    before = client.get(url)
    Story.objects.update(state=StoryState.SUBMITTED)
    handed_in = client.get(url)

    assert before.status_code == 404
    assert handed_in.getvalue() == b"0123456789"
