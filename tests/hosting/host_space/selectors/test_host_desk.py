"""How offers stand for their host."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from hosting.host_space.selectors.host_desk import (
    offer_overview,
    offers_of_host,
    places_of,
    units_of,
)
from hosting.offers.actions.drafts import revise_offer
from hosting.offers.actions.review import request_changes, submit_for_review
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, PlaceFactory, StayFactory, UnitFactory
from tests.factories.media import PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def third_of_may():
    with time_machine.travel("2027-05-03 10:00", tick=False):
        yield


def under_review():
    stay = StayFactory(draft=True)
    submit_for_review(offer=stay, by=stay.host)
    return stay


def sent_back():
    stay = under_review()
    reader = MembershipFactory(community=stay.community, coordinator=True).person
    request_changes(offer=stay, reason="How many stairs?", by=reader)
    return stay


def published_again():
    first = timezone.now() - timedelta(days=60)
    return StayFactory(first_published_at=first, last_published_at=timezone.now())


def change_under_review():
    stay = changed()
    submit_for_review(offer=stay, by=stay.host)
    return stay


def changed():
    stay = StayFactory()
    revise_offer(offer=stay, changes={"words": "New."}, by=stay.host)
    return stay


@pytest.mark.parametrize(
    ("make", "state", "label", "note"),
    [
        pytest.param(
            lambda: StayFactory(draft=True),
            "draft",
            "Draft",
            "only you can see it",
            id="stayfactory-draft-true",
        ),
        pytest.param(
            under_review,
            "waiting",
            "In review by your community",
            "since Monday 3 May 2027",
            id="under-review",
        ),
        pytest.param(
            sent_back, "tentative", "Changes requested", "How many stairs?", id="sent-back"
        ),
        (StayFactory, "open", "Published", ""),
        pytest.param(
            lambda: StayFactory(last_published_at=timezone.now()),
            "open",
            "Published",
            "since Monday 3 May 2027",
            id="stayfactory-last-published",
        ),
        pytest.param(
            published_again,
            "open",
            "Published",
            "since Thursday 4 March 2027",
            id="published-again",
        ),
        pytest.param(
            change_under_review,
            "waiting",
            "In review by your community",
            "since Monday 3 May 2027; the current version stays public",
            id="change-under-review",
        ),
        pytest.param(
            changed, "open", "Published", "your changes haven’t been submitted yet", id="changed"
        ),
        pytest.param(
            lambda: StayFactory(state=OfferState.PAUSED),
            "paused",
            "Paused",
            "not open to requests for now",
            id="stayfactory-state-paused",
        ),
        pytest.param(
            lambda: StayFactory(state=OfferState.WITHDRAWN),
            "withdrawn",
            "Withdrawn",
            "no longer open to requests",
            id="stayfactory-state-withdrawn",
        ),
    ],
)
def test_own_offers_say_how_each_stands(make, state, label, note):
    stay = make()

    (own,) = offers_of_host(stay.host)

    assert (own.offer, own.state, own.label, own.note) == (stay.offer_ptr, state, label, note)


def test_own_offers_show_the_newest_first_and_withdrawn_ones_last():
    stay = StayFactory()
    gone = StayFactory(host=stay.host, state=OfferState.WITHDRAWN)
    newest = StayFactory(host=stay.host)
    StayFactory()

    assert [own.offer for own in offers_of_host(stay.host)] == [
        newest.offer_ptr,
        stay.offer_ptr,
        gone.offer_ptr,
    ]


def test_own_offers_lead_with_the_first_photograph():
    stay = StayFactory()
    second, first = PhotoFactory(), PhotoFactory()
    OfferPhoto.objects.create(offer=stay, photo=second, sort_order=2)
    OfferPhoto.objects.create(offer=stay, photo=first, sort_order=1)

    assert [own.photo for own in offers_of_host(stay.host)] == [first]


@pytest.mark.parametrize(
    ("make", "may_write", "is_shown"),
    [
        (lambda: StayFactory(draft=True), True, False),
        pytest.param(under_review, False, False, id="under-review"),
        (sent_back, True, False),
        (StayFactory, True, True),
        (lambda: StayFactory(state=OfferState.WITHDRAWN), False, False),
    ],
)
def test_overview_of_opens_the_deeds_that_are_open(make, may_write, is_shown):
    stay = Offer.objects.get(pk=make().pk).specific

    page = offer_overview(stay)

    assert (page.may_write, page.is_shown) == (may_write, is_shown)


def test_places_of_names_each_place_of_ones_other_offers_once():
    stay = StayFactory()
    elsewhere = PlaceFactory(host=stay.host)
    StayFactory.create_batch(2, host=stay.host, place=elsewhere)
    PlaceFactory(host=stay.host)
    StayFactory()

    assert places_of(stay.host, exclude=stay) == [elsewhere]


def test_units_of_leaves_out_what_was_withdrawn():
    unit = UnitFactory()
    UnitFactory(stay=StayFactory(host=unit.stay.host, state=OfferState.WITHDRAWN))

    assert list(units_of(unit.stay.host)) == [unit]
    assert list(units_of(UserFactory())) == []
