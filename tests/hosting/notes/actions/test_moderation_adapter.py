"""What is hidden is gone for the very next reader, wherever it stood, and comes back as it was."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from commons.media.models import Photo
from commons.moderation.models import Case
from commons.moderation.reportable_types import reportable_type_named
from commons.moderation.states import Measure
from hosting.communities.states import CommunityState
from hosting.notes.models import Note
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    ActivityFactory,
    AgreementFactory,
    OfferTranslationFactory,
    SessionFactory,
    StayFactory,
)
from tests.factories.media import PhotoFactory
from tests.factories.moderation import coordinator_of, decided, reported
from tests.search.indexing import index_offers

pytestmark = pytest.mark.django_db

LISTS = (
    "/en/offers/",
    "/en/communities/",
    "/api/v1/offers/",
    "/api/v1/communities/",
    "/en/offers/feed.atom",
    "/en/offers/feed.rss",
    "/en/communities/feed.atom",
    "/sitemap-offers.xml",
    "/sitemap-communities.xml",
)


def note_at(offer=None):
    agreement = AgreementFactory(request__state=RequestState.COMPLETED)
    return Note.objects.create(
        agreement=agreement,
        offer=agreement.request.offer,
        author=agreement.guest,
        about=agreement.host,
        words="We learnt the weir.",
        shown_at=timezone.now(),
    )


def photo_of(offer):
    photo = PhotoFactory(uploaded_by_user=offer.host, description="The weir")
    OfferPhoto.objects.create(offer=offer.offer_ptr, photo=photo, caption="Below")
    return photo


def undone(case):
    """As an appeal would: somebody else decides that it stays."""
    Case.objects.filter(pk=case.pk).update(state="appealed")
    decided(case, measure=Measure.NONE)


def stands(client, word, paths):
    return [path for path in paths if word in client.get(path).getvalue().decode()]


def test_an_offer_that_is_hidden_is_gone_from_every_list_and_comes_back(client):
    offer = ActivityFactory(title="Thewheel", first_published_at=timezone.now())
    SessionFactory(activity=offer)
    index_offers()
    own = (
        offer.get_absolute_url(),
        f"/api/v1/offers/{offer.public_id}/",
        reverse("core:card", args=["offer", offer.public_id]),
        f"{offer.get_absolute_url()}sessions.ics",
    )
    lists = [path for path in LISTS if stands(client, offer.public_id, [path])]
    case = reported("offer", offer, by=UserFactory()).case

    before = [client.get(path).status_code for path in own]
    decided(case)
    gone = stands(client, offer.public_id, lists), [client.get(path).status_code for path in own]
    undone(case)

    assert len(lists) >= 5
    assert before == [200] * 4
    assert gone == ([], [404] * 4)
    assert stands(client, offer.public_id, lists) == lists
    assert [client.get(path).status_code for path in own] == before


def test_the_copy_holds_every_translation_as_it_was_read():
    stay = StayFactory(language="fr", title="Le moulin")
    OfferTranslationFactory(offer=stay, title="The mill", words="Ours alone.", without_car="")

    report = reported("offer", stay, by=UserFactory())

    assert report.copy.content[-1] == ["Traduction (anglais)", "The mill\n\nOurs alone."]


def test_a_draft_that_is_published_brings_nothing_hidden_back(client):
    offer = StayFactory()
    offer.save_revision()
    case = reported("offer", offer, by=UserFactory()).case
    decided(case)

    Revision.objects.get().publish()

    assert not Offer.objects.public().exists()


def test_what_a_host_had_paused_stays_paused_when_it_is_shown_again():
    offer = StayFactory()
    case = reported("offer", offer, by=UserFactory()).case
    decided(case)
    Offer.objects.update(state="paused")

    undone(case)

    assert Offer.objects.get().state == "paused"
    assert not Offer.objects.public().exists()


def test_a_host_reads_on_the_own_page_that_it_is_hidden(client):
    offer = StayFactory()
    decided(reported("offer", offer, by=UserFactory()).case)
    client.force_login(offer.host)

    page = client.get(offer.get_absolute_url()).text

    assert "hidden by a decision" in page
    assert reverse("moderation:report-list") in page


def test_a_note_that_is_hidden_is_read_nowhere_and_comes_back(client):
    note = note_at()
    pages = [note.offer.get_absolute_url(), note.offer.community.get_absolute_url()]
    case = reported("note", note, by=UserFactory()).case

    before = stands(client, "We learnt the weir.", pages)
    decided(case)
    gone = stands(client, "We learnt the weir.", pages)
    undone(case)

    assert (before, gone) == (pages, [])
    assert stands(client, "We learnt the weir.", pages) == pages


def test_whom_a_note_is_about_never_decides_on_it():
    note = note_at()
    note.about.memberships.update(is_coordinator=True)
    other = coordinator_of(note.offer.community)
    case = reported("note", note, by=UserFactory()).case

    assert list(Case.objects.readable_by(note.about)) == []
    assert list(Case.objects.readable_by(other)) == [case]
    assert set(case.parties.all()) == {note.author, note.about}


def test_a_community_that_is_hidden_is_gone_with_its_offers_and_comes_back(client):
    offer = StayFactory(community__state=CommunityState.ACCOMPANIED)
    community = offer.community
    pages = [community.get_absolute_url(), offer.get_absolute_url()]
    case = reported("community", community, by=UserFactory()).case

    decided(case)
    gone = [client.get(page).status_code for page in pages]
    lists = stands(client, community.public_id, LISTS)
    undone(case)

    community.refresh_from_db()
    assert (gone, lists) == ([404, 404], [])
    assert [client.get(page).status_code for page in pages] == [200, 200]
    assert community.state == CommunityState.ACCOMPANIED


def test_coordinators_never_decide_on_their_community_page():
    offer = StayFactory()
    coordinator = coordinator_of(offer.community)
    case = reported("community", offer.community, by=UserFactory()).case

    assert list(case.authors.all()) == [coordinator]
    assert not Case.objects.readable_by(coordinator).exists()


def test_a_photograph_that_is_hidden_is_covered_everywhere_and_comes_back(client, committed):
    offer = StayFactory()
    photo = photo_of(offer)
    old = photo.file.name
    with photo.open_file() as file:
        pixels = file.read()
    case = reported("photo", photo, by=UserFactory()).case

    with committed():
        decided(case)
    covered = Photo.objects.get()
    page = client.get(offer.get_absolute_url()).text
    seen = (old in page, covered.file.url in page or covered.withheld["file"] in page)
    with committed():
        undone(case)

    shown = Photo.objects.get()
    assert seen[0] is False
    assert "The weir" not in page
    assert not default_storage.exists(old)
    with shown.open_file() as file:
        assert file.read() == pixels
    assert (shown.description, shown.withheld) == ("The weir", None)
    assert not default_storage.exists(covered.withheld["file"])


def test_a_photograph_that_was_removed_is_gone_for_good_after_its_time(committed):
    offer = StayFactory()
    photo = photo_of(offer)
    case = reported("photo", photo, by=UserFactory()).case
    decided(case, measure=Measure.REMOVED)
    kept = Photo.objects.get().withheld["file"]

    with committed():
        reportable_type_named("photo").erase(photo, by=None)

    assert Photo.objects.get().withheld is None
    assert not default_storage.exists(kept)


def test_the_form_of_an_offer_leads_to_its_photographs_notes_and_community(client):
    note = note_at()
    offer = note.offer.specific
    photo = photo_of(offer)

    page = client.get(reverse("moderation:report", args=["offer", offer.public_id])).text

    for kind, part in (("photo", photo), ("note", note), ("community", offer.community)):
        assert reverse("moderation:report", args=[kind, part.public_id]) in page
        form = client.get(reverse("moderation:report", args=[kind, part.public_id]))
        assert form.status_code == 200


def test_the_page_of_a_person_is_hidden_and_comes_back(client):
    person, reader = UserFactory(words="A canary sings."), UserFactory()
    case = reported("person", person, by=reader).case
    client.force_login(UserFactory())
    url = person.get_absolute_url()

    before = client.get(url).status_code
    decided(case)
    gone = client.get(url).status_code
    undone(case)

    assert (before, gone, client.get(url).status_code) == (200, 404, 200)


def test_no_copy_holds_an_exact_place_or_a_contact():
    offer = StayFactory(host__email="canary@example.org", host__phone="+33639980001")
    report = reported("offer", offer, by=UserFactory())

    told = str(report.copy.content)
    place = offer.place
    for secret in ("canary", "639980001", place.address, str(place.exact_latitude)):
        assert secret not in told
