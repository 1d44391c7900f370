"""Each action with a quota refuses what is above it, before anything is read or written."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from commons.blocking.actions import block_person
from commons.blocking.models import PersonBlock
from commons.media.actions import add_photo
from commons.media.models import Photo
from commons.privacy.actions.imports import check_archive
from commons.privacy.models import ArchiveImport
from core.quotas.errors import QuotaExceededError
from emergency.housing.actions.rosters import upload_roster
from emergency.housing.models.verification import RosterUpload
from hosting.offers.actions.drafts import draft_offer
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.requests.actions.proposals import propose_terms
from hosting.requests.actions.requests import send_request
from hosting.requests.models.requests import ProposedTerms, Request, RequestDraft
from tests.factories.accounts import UserFactory
from tests.factories.emergency import DutyFactory
from tests.factories.hosting import MAY, MembershipFactory, RequestFactory, UnitFactory
from tests.factories.stories import AuthorFactory, BlockFactory, ChapterFactory, published
from tests.factories.travel_stories import SeatFactory, a_document
from tests.quotas import limit
from travel_stories.itineraries.actions.itineraries import begin_itinerary
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.notebooks.models.documents import Document
from travel_stories.stories.actions.attachments import upload_sound, upload_track
from travel_stories.stories.actions.stories import begin_story
from travel_stories.stories.models.attachments import Sound, Track
from travel_stories.stories.models.stories import Story
from travel_stories.trips.actions.routes import upload_route
from travel_stories.trips.actions.trips import begin_trip
from travel_stories.trips.models.routes import Route
from travel_stories.trips.models.trips import Trip

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def a_file(size=1):
    return SimpleUploadedFile("a.bin", b"x" * size)


def ask():
    draft = RequestDraft(UnitFactory().stay, dates=MAY, adults=2, message="May we?")
    send_request(draft=draft, key=uuid4(), by=UserFactory())


def draft():
    membership = MembershipFactory()
    draft_offer(
        community=membership.community,
        by=membership.person,
        kind=OfferKind.STAY,
        title="The mill",
        language="en",
    )


def begin_a_trip():
    begin_trip(words={"days": 2, "title": "Cher"}, key=uuid4(), by=UserFactory())


def begin_an_itinerary():
    membership = MembershipFactory()
    begin_itinerary(
        community=membership.community, words={"days": 2}, key=uuid4(), by=membership.person
    )


def send_a_photo():
    add_photo(file=a_file(), title="Mill", alt="A mill", by=UserFactory())


def send_an_archive():
    check_archive(file=a_file(), by=UserFactory())


def send_a_route():
    seat = SeatFactory(organiser=True)
    upload_route(trip=seat.trip, file=a_file(), by=seat)


def send_a_track():
    author = AuthorFactory(lead=True)
    upload_track(story=author.story, file=a_file(), trim_metres=0, by=author)


def send_a_sound():
    author = AuthorFactory(lead=True)
    upload_sound(story=author.story, file=a_file(), by=author)


def send_a_list():
    duty = DutyFactory()
    upload_roster(activation=duty.activation, data=b"x", by=duty.person)


ACTIONS = {
    "requests": (ask, Request),
    "blocks": (lambda: block_person(person=UserFactory(), by=UserFactory()), PersonBlock),
    "offer": (draft, Offer),
    "trip": (begin_a_trip, Trip),
    "story": (lambda: begin_story(words={}, key=uuid4(), by=UserFactory()), Story),
    "itinerary": (begin_an_itinerary, Itinerary),
}
UPLOADS = {
    "photo": (send_a_photo, Photo),
    "archive": (send_an_archive, ArchiveImport),
    "document": (lambda: a_document(SeatFactory()), Document),
    "route": (send_a_route, Route),
    "track": (send_a_track, Track),
    "sound": (send_a_sound, Sound),
    "list": (send_a_list, RosterUpload),
}


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.time_machine(date(2027, 4, 1))
def test_action_refuses_what_is_above_its_quota(settings, name):
    act, model = ACTIONS[name]
    limit(settings, **{name if name in settings.QUOTAS else "drafts": 0})
    before = model.objects.count()

    with pytest.raises(QuotaExceededError):
        act()

    assert model.objects.count() == before


@pytest.mark.time_machine(date(2027, 4, 1))
def test_propose_terms_refuses_what_is_above_its_quota(settings):
    request = RequestFactory()
    limit(settings, proposals=0)
    terms = ProposedTerms(adults=1, children=0, total=Decimal(60))

    with pytest.raises(QuotaExceededError):
        propose_terms(request=request, terms=terms, by=request.host)

    assert not request.proposals.filter(by=request.host).exists()


@pytest.mark.parametrize("quota", ["uploads", "conversion_seconds"])
@pytest.mark.parametrize("name", UPLOADS)
def test_upload_refuses_above_its_quota(settings, name, quota):
    act, model = UPLOADS[name]
    limit(settings, **{quota: 0})

    with pytest.raises(QuotaExceededError):
        act()

    assert not model.objects.exists()


def test_guests_of_a_trip_share_the_quota_of_uploads(settings):
    limit(settings, uploads=1)
    first = SeatFactory(guest=True)
    a_document(first)

    with pytest.raises(QuotaExceededError):
        a_document(SeatFactory(guest=True, trip=first.trip))
    a_document(SeatFactory(guest=True))


def test_a_heavy_upload_counts_by_its_megabytes(settings):
    limit(settings, uploaded_megabytes=1)
    author = AuthorFactory(lead=True)

    with pytest.raises(QuotaExceededError):
        upload_sound(story=author.story, file=a_file(1_600_000), by=author)


def test_epub_too_often_is_answered_with_the_time(settings):
    author = AuthorFactory(lead=True)
    BlockFactory(chapter=ChapterFactory(story=author.story), by=author)
    author.story.refresh_from_db()
    story = published(author.story)
    address = reverse("travel_stories:story-epub", args=[story.address])
    limit(settings, books=1)

    first, refused = (Client().get(address) for _ in range(2))

    assert (first.status_code, refused.status_code) == (200, 429)
    assert int(refused["Retry-After"]) > 0
