"""Pages that strangers read ask as often however many offers there are."""

import pytest

from bench.cases.addresses import pages_to_read
from bench.cases.scaling import scale_to
from bench.management.commands.measure_site import PROMISED, QUERIES, queries_of
from hosting.offers.models.offers import Offer
from tests.factories.cms import in_french, make_destination, make_home, make_index
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    ActivityFactory,
    InterestFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.factories.itineraries import published, with_steps
from tests.search.indexing import index_offers

pytestmark = pytest.mark.django_db

FEW, MANY = 105, 135  # more than a map has pins, and than a page of the list holds of each kind


@pytest.fixture
def site():
    """Home, a destination, an itinerary, and one offer of three kinds with what hangs on it."""
    stay = StayFactory(title="Calme", words="Du vin, un jardin.")
    stay.interests.set([InterestFactory()])
    stay.save()
    UnitFactory(stay=stay)
    RateFactory(offer=stay)
    activity = ActivityFactory(community=stay.community, title="Calme", words="Du vin.")
    SessionFactory(activity=activity)
    TipFactory(community=stay.community, title="Un jardin calme", words="Du vin.")
    LocalityFactory.create_batch(40, kind="commune")
    home = make_home()
    index = make_index(home)
    for page in (home, index, make_destination(index, stay.community)):
        in_french(page, title=page.title)
    published(with_steps(stay))


def asked_at(size):
    """Of each page its fullest address, of the list every usual question."""
    scale_to(size)
    index_offers()
    assert Offer.objects.public().count() == size
    pages = pages_to_read()
    return {
        name: queries_of(pages[name] if name == "list" else pages[name][:1]) for name in PROMISED
    }


def test_pages_ask_as_often_for_more_offers_and_at_most_twenty_times(site):
    few, many = asked_at(FEW), asked_at(MANY)

    assert many == few
    assert max(max(counts) for counts in many.values()) <= QUERIES
