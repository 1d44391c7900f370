"""A part of a photograph of a story is blurred for good."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.media import PhotoFactory
from tests.factories.stories import AuthorFactory, BlockFactory, published
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.models.consents import Mention, PersonShown
from travel_stories.stories.selectors.consent_levels import photo_part
from travel_stories.stories.selectors.consents import consent_request_for
from travel_stories.stories.selectors.snapshots import content_of

pytestmark = pytest.mark.django_db

PART = {"shape": "round", "left": 40, "top": 20, "width": 20, "height": 30, "sure": "on"}


@pytest.fixture
def block():
    """A photograph that its lead brought."""
    lead = AuthorFactory(lead=True)
    block = BlockFactory(chapter__story=lead.story, by=lead, kind=BlockKind.PHOTO, text="")
    block.set_photos([(PhotoFactory(uploaded_by_user=lead.person), "By the river")])
    return block


def url_of(name, block):
    photo = block.photos.get().photo
    with translation.override("en"):
        args = [block.story.address, block.public_id, photo.public_id]
        return reverse(f"travel_stories:{name}", args=args)


def lead_of(block):
    return block.story.authors.get(role="lead").person


def test_whoever_brought_it_blurs_a_part_by_figures(client, block):
    client.force_login(lead_of(block))
    photo = block.photos.get().photo
    before = photo.file.name

    words = client.get(url_of("picture-describe", block)).text
    page = client.get(url_of("picture-blur", block)).text
    answer = client.post(url_of("picture-blur", block), PART)

    photo.refresh_from_db()
    assert url_of("picture-blur", block) in words
    assert 'name="left"' in page
    assert answer.status_code == 302
    assert (photo.parts_blurred, photo.file.name == before) == (1, False)


@pytest.mark.parametrize(
    "wrong",
    [{"left": 100}, {"top": -1}, {"width": 0}, {"height": "x"}, {"shape": "star"}, {"sure": ""}],
)
def test_a_part_that_is_none_is_refused_in_words(client, block, wrong):
    client.force_login(lead_of(block))

    answer = client.post(url_of("picture-blur", block), PART | wrong)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(wrong)
    assert block.photos.get().photo.parts_blurred == 0


def test_others_who_write_along_may_not(client, block):
    other = AuthorFactory(story=block.story)
    client.force_login(other.person)

    answers = [
        client.get(url_of("picture-blur", block)),
        client.post(url_of("picture-blur", block), PART),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert url_of("picture-blur", block) not in client.get(url_of("picture-describe", block)).text


def test_those_in_it_are_asked_about_it_as_it_is_now(client, block):
    client.force_login(lead_of(block))
    story, photo = block.story, block.photos.get().photo
    story.refresh_from_db()
    published(story)
    shown = PersonShown.objects.create(story=story, name="Jeanne", added_by=lead_of(block))
    Mention.objects.create(shown=shown, part=photo_part(block.public_id, photo.pk))
    before = consent_request_for(shown).text_hash

    client.post(url_of("picture-blur", block), PART)

    story.refresh_from_db()
    assert consent_request_for(shown).text_hash != before
    (told,) = [one for chapter in content_of(story)["chapters"] for one in chapter["blocks"]]
    assert told["photos"] == [{"photo": photo.pk, "caption": "By the river", "parts": 1}]
    assert "parts" not in str(story.edition.content)
