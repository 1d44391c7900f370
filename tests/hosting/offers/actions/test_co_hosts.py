"""A co-host writes texts and adds photos in the name of the host, who hands them in."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commons.audit.models import AuditEntry
from hosting.cohosts.actions import end_co_hosting
from hosting.offers.actions.drafts import revise_offer, rewrite_offer
from hosting.offers.actions.offers import withdraw_offer
from hosting.offers.actions.photos import append_offer_photo
from hosting.offers.actions.places import locate_offer
from hosting.offers.actions.review import submit_for_review
from hosting.offers.selectors.photos import draft_photos
from tests.factories.cohosts import CoHostFactory
from tests.factories.hosting import MembershipFactory, StayFactory
from tests.factories.media import PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stay():
    return StayFactory(title="The mill")


@pytest.fixture
def writer(stay):
    return CoHostFactory(offer=stay.offer_ptr, may_write=True).person


def test_rewrite_offer_by_a_co_host_waits_as_a_draft(stay, writer):
    draft = rewrite_offer(offer=stay, changes={"title": "The old mill"}, by=writer)

    stay.refresh_from_db()
    assert (draft.title, stay.title) == ("The old mill", "The mill")
    assert AuditEntry.objects.get(verb="offer.revised").actor == writer


def test_append_offer_photo_by_a_co_host(stay, writer):
    photo = PhotoFactory(uploaded_by_user=writer)

    draft = append_offer_photo(offer=stay, photo=photo, by=writer)

    assert [one.photo for one in draft_photos(draft)] == [photo]


@pytest.mark.parametrize("changes", [{"may_write": False}, {"ended": True}])
def test_rewrite_offer_is_denied_to_who_doesnt_write(stay, changes):
    person = CoHostFactory(offer=stay.offer_ptr, **({"may_write": True} | changes)).person

    with pytest.raises(PermissionDenied):
        rewrite_offer(offer=stay, changes={"title": "Mine"}, by=person)


def test_limits_review_place_and_end_stay_with_the_host(stay, writer):
    for action in (
        lambda: revise_offer(offer=stay, changes={"party_max": 1}, by=writer),
        lambda: submit_for_review(offer=stay, by=writer),
        lambda: locate_offer(
            offer=stay, by=writer, locality=None, address="", directions="", exact=None
        ),
        lambda: withdraw_offer(offer=stay, by=writer),
    ):
        with pytest.raises(PermissionDenied):
            action()


def test_a_coordinator_who_writes_doesnt_review(stay):
    person = MembershipFactory(community=stay.community, coordinator=True).person
    may_before = person.has_perm("offers.review_offer", stay)
    co_host = CoHostFactory(offer=stay.offer_ptr, person=person, may_write=True, membership=False)

    may_while = person.has_perm("offers.review_offer", stay)
    end_co_hosting(co_host=co_host, by=stay.host)

    assert (may_before, may_while) == (True, False)
    assert person.has_perm("offers.review_offer", stay)


def test_the_pages_of_words_and_photos_open_for_who_writes(stay, writer, client):
    client.force_login(writer)
    names = ("offer-words", "offer-photos", "offer-limits", "offer-place", "offer-overview")

    answers = {
        name: client.get(reverse(f"hosting:{name}", args=[stay.public_id])).status_code
        for name in names
    }

    assert answers == dict(zip(names, (200, 200, 404, 404, 404), strict=True))


def test_words_lead_a_co_host_back_to_what_they_help_with(stay, writer, client):
    client.force_login(writer)
    page = reverse("hosting:offer-words", args=[stay.public_id])
    form = client.get(page).context["form"]
    data = {name: value for name, value in form.initial.items() if value not in (None, False)}

    answer = client.post(page, data | {"title": "The old mill"})

    assert (answer.status_code, answer.url) == (302, reverse("hosting:co-hosting"))
    stay.refresh_from_db()
    assert stay.get_latest_revision_as_object().title == "The old mill"
