"""One photograph of a story is reported, and goes alone; another person undoes it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commons.media.models import Photo
from commons.moderation.actions.unasked import act_unasked
from commons.moderation.enums import Measure
from commons.moderation.models import Case
from tests.factories.accounts import UserFactory
from tests.factories.media import PhotoFactory
from tests.factories.moderation import decided, reported, verdict
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from tests.travel_stories.actions.test_reportable import a_reader, undone
from travel_stories.enums import BlockKind
from travel_stories.models import BlockPhoto, BlurredPhoto

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    story = StoryFactory(title="Down the Cher")
    lead = AuthorFactory(story=story, lead=True)
    block = BlockFactory(chapter=ChapterFactory(story=story), by=lead, kind=BlockKind.GALLERY)
    for description in ("The weir", "The ferry"):
        photo = PhotoFactory(uploaded_by_user=lead.person, description=description)
        BlockPhoto.objects.create(block=block, photo=photo)
    story.refresh_from_db()
    published(story)
    return story


def photo_named(description):
    return Photo.objects.get(description=description)


def test_a_reader_reports_one_photograph_from_the_page_of_the_story(client, story):
    weir = photo_named("The weir")
    own = reverse("moderation:report", args=["photo", weir.public_id])

    parts = client.get(reverse("moderation:report", args=["story", story.public_id])).text
    form = client.get(own).text

    assert own in parts
    assert "Photograph 1: The weir" in parts
    assert story.get_absolute_url() in form


def test_a_photograph_that_is_hidden_goes_alone_and_comes_back(client, story, committed):
    weir, ferry = photo_named("The weir"), photo_named("The ferry")
    old = weir.file.name
    case = reported("photo", weir, by=UserFactory()).case

    with committed():
        decided(case, by=a_reader())
    page = client.get(story.get_absolute_url()).text
    with committed():
        undone(case)

    assert old not in page
    assert "The weir" not in page
    assert ferry.file.url in page
    assert "The weir" in client.get(story.get_absolute_url()).text


def test_what_was_blurred_of_it_goes_with_it(story, committed):
    weir = photo_named("The weir")
    blurred = BlurredPhoto.objects.create(photo=weir, blurred=PhotoFactory()).blurred
    case = reported("photo", weir, by=UserFactory()).case

    with committed():
        decided(case, by=a_reader())

    assert set(Photo.objects.filter(withheld__isnull=False)) == {weir, blurred}


def test_whoever_reads_stories_decides_and_no_author_does(story):
    author = AuthorFactory(story=story).person
    author.is_superuser = True
    author.save()
    reader, weir = a_reader(), photo_named("The weir")
    case = reported("photo", weir, by=UserFactory()).case

    assert list(Case.objects.readable_by(reader)) == [case]
    assert list(Case.objects.readable_by(author)) == []
    with pytest.raises(PermissionDenied):
        act_unasked(
            subject=weir,
            verdict=verdict(),
            by=AuthorFactory(story=story).person,
        )


def test_a_photograph_of_a_draft_or_of_a_hidden_story_cannot_be_reported(client, story):
    weir = photo_named("The weir")
    own = reverse("moderation:report", args=["photo", weir.public_id])

    before = client.get(own).status_code
    act_unasked(subject=story, verdict=verdict(Measure.HIDDEN), by=a_reader())

    assert (before, client.get(own).status_code) == (200, 404)
