"""Copies of offers are public, whole, and of people of their own."""

import pytest

from bench.cases.scaling import scale_to
from hosting.calendars.models import Session
from hosting.communities.models.communities import Community
from hosting.offers.models.activities import Activity
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.models.stays import Stay, Unit
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    InterestFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_offers():
    stay = StayFactory(title="The mill", host__email="host@example.org")
    stay.interests.set([InterestFactory()])
    stay.save()
    UnitFactory(stay=stay)
    RateFactory(offer=stay)
    SessionFactory(activity__title="A walk")
    LocalityFactory.create_batch(2, kind="commune")


def test_grow_to_copies_until_there_are_exactly_so_many(two_offers):
    scale_to(7)

    assert Offer.objects.public().count() == 7
    assert (Stay.objects.count(), Activity.objects.count()) == (4, 3)


def test_grow_to_leaves_alone_what_is_large_enough(two_offers):
    scale_to(1)

    assert Offer.objects.count() == 2


def test_a_copy_has_all_that_hangs_on_its_pattern(two_offers):
    scale_to(4)

    pattern, copy = Stay.objects.order_by("pk")
    assert (copy.title, list(copy.interests.all())) == ("The mill", list(pattern.interests.all()))
    assert [Rate.objects.filter(offer=one).count() for one in (pattern, copy)] == [1, 1]
    assert [Unit.objects.filter(stay=one).count() for one in (pattern, copy)] == [1, 1]
    assert [one.sessions.count() for one in Activity.objects.all()] == [1, 1]
    assert len({one.public_id for one in Session.objects.all()}) == 2


def test_a_copy_belongs_to_somebody_else_next_door(two_offers):
    scale_to(4)

    pattern, copy = Stay.objects.order_by("pk")
    assert pattern.host != copy.host
    assert copy.place.host == copy.host
    assert 0 < copy.place.public_point.distance_to(pattern.place.public_point) < 6_000


def test_every_other_round_founds_communities_elsewhere(two_offers):
    before = Community.objects.count()

    scale_to(4)
    stayed = Community.objects.count()
    scale_to(12)

    assert stayed == before
    assert Community.objects.public().count() > before
