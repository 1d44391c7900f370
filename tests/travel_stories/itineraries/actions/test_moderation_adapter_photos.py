"""One photograph of a story is reported, and goes alone; another person undoes it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from commons.accounts.models import User
from commons.media.models import Photo
from commons.moderation.actions.appeals import appeal
from commons.moderation.actions.proactive import decide_proactively
from commons.moderation.errors import AnotherPersonError
from commons.moderation.models import Case
from commons.moderation.states import Measure
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.itineraries import published as published_itinerary
from tests.factories.itineraries import with_steps
from tests.factories.media import PhotoFactory
from tests.factories.moderation import coordinator_of, decided, reported, verdict
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from tests.travel_stories.itineraries.actions.test_moderation_adapter import a_reader, undone
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.models.blocks import BlockPhoto
from travel_stories.stories.models.consents import BlurredPhoto

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
    assert "Photo 1: The weir" in parts
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
        decide_proactively(
            subject=weir,
            verdict=verdict(),
            by=AuthorFactory(story=story).person,
        )


def test_a_photograph_of_a_draft_or_of_a_hidden_story_cannot_be_reported(client, story):
    weir = photo_named("The weir")
    own = reverse("moderation:report", args=["photo", weir.public_id])

    before = client.get(own).status_code
    decide_proactively(subject=story, verdict=verdict(Measure.HIDDEN), by=a_reader())

    assert (before, client.get(own).status_code) == (200, 404)


@pytest.fixture
def itinerary():
    """Published, with the weir at its head."""
    composer = with_steps(StayFactory(), title="Down the Cher")
    cover = PhotoFactory(uploaded_by_user=composer.person, description="The weir at dawn")
    Itinerary.objects.update(cover=cover)
    composer.itinerary.refresh_from_db()
    published_itinerary(composer)
    return Itinerary.objects.get()


def shown_in(client, itinerary, word):
    paths = (itinerary.get_absolute_url(), "/en/itineraries/", "/api/v1/itineraries/")
    return [path for path in paths if word in client.get(path).getvalue().decode()]


def test_a_cover_is_reported_from_the_page_of_its_itinerary(client, itinerary):
    own = reverse("moderation:report", args=["photo", itinerary.cover.public_id])

    parts = client.get(reverse("moderation:report", args=["itinerary", itinerary.public_id])).text
    form = client.get(own).text

    assert own in parts
    assert itinerary.get_absolute_url() in form


def test_a_hidden_cover_is_in_no_list_and_comes_back(client, itinerary, committed):
    old = itinerary.cover.file.name
    case = reported("photo", itinerary.cover, by=UserFactory()).case

    before = [len(shown_in(client, itinerary, word)) for word in (old, "The weir at dawn")]
    with committed():
        decided(case)
    gone = [shown_in(client, itinerary, word) for word in (old, "The weir at dawn")]
    with committed():
        undone(case)

    assert before == [3, 3]
    assert gone == [[], []]
    assert len(shown_in(client, itinerary, "The weir at dawn")) == 3


def test_the_public_cover_is_reportable_beside_another_in_draft(client, itinerary):
    old = itinerary.cover
    itinerary.cover = PhotoFactory(description="A draft")
    itinerary.save()

    seen, draft = (
        client.get(reverse("moderation:report", args=["photo", one.public_id])).status_code
        for one in (old, itinerary.cover)
    )

    assert (seen, draft) == (200, 404)
    assert set(reported("photo", old, by=UserFactory()).case.parties.all()) == {
        *User.objects.filter(itineraries_composed__itinerary=itinerary)
    }


def test_whoever_reads_itineraries_decides_on_a_cover_and_no_composer_does(itinerary):
    composer = itinerary.composers.get().person
    composer.memberships.update(is_coordinator=True)
    first, other = (coordinator_of(itinerary.community) for _ in range(2))
    elsewhere = coordinator_of(StayFactory().community)

    for person in (composer, elsewhere, UserFactory()):
        with pytest.raises(PermissionDenied):
            decide_proactively(subject=itinerary.cover, verdict=verdict(), by=person)
    made = decide_proactively(subject=itinerary.cover, verdict=verdict(), by=first)
    appeal(decision=made, words="I took it.", by=composer)
    with pytest.raises(AnotherPersonError):
        decided(made.case, by=first, measure=Measure.NONE)
    decided(made.case, by=other, measure=Measure.NONE)

    assert Photo.objects.get().withheld is None
    assert list(made.case.authors.all()) == [composer]
    assert list(Case.objects.within(itinerary.community)) == [made.case]


def test_report_of_a_cover_that_is_not_public_is_not_found(client, itinerary, committed):
    url = reverse("moderation:report", args=["photo", itinerary.cover.public_id])
    Itinerary.objects.update(hidden_at=timezone.now())
    of_a_hidden_one = client.get(url).status_code
    Itinerary.objects.update(hidden_at=None)
    shown = client.get(url).status_code
    with committed():
        decided(reported("photo", itinerary.cover, by=UserFactory()).case)

    assert (of_a_hidden_one, shown, client.get(url).status_code) == (404, 200, 404)
