"""What search engines read."""

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from hosting.public_pages.presenters.offer_pages import find_offer, offer_page
from hosting.public_pages.schemas.linked_data import CONTEXT, offer_json_ld
from tests.factories.hosting import (
    ProductFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db

URL = "https://hirondelle.test/en/offers/x/"
WHERE = {
    "address": {"@type": "PostalAddress", "addressLocality": "Loches", "addressCountry": "FR"},
    "geo": {
        "@type": "GeoCircle",
        "geoMidpoint": {"@type": "GeoCoordinates", "latitude": 47.3, "longitude": 1.102},
        "geoRadius": 1_000,
    },
}


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def node_of(offer):
    page = offer_page(find_offer(AnonymousUser(), offer.public_id))
    return offer_json_ld(page, url=URL)


def test_a_stay_is_a_place_with_a_price_and_a_circle():
    stay = StayFactory(title="The mill", words="A room.", place__locality__name="Loches")
    UnitFactory(stay=stay, sleeps=4)
    RateFactory(offer=stay, amount=40)

    assert node_of(stay) == WHERE | {
        "@context": CONTEXT,
        "@type": ["Accommodation", "Product", "dt:Guesthouse"],
        "@id": URL,
        "url": URL,
        "name": "The mill",
        "description": "A room.",
        "occupancy": {"@type": "QuantitativeValue", "maxValue": 4},
        "offers": {
            "@type": "Offer",
            "price": "40.00",
            "priceCurrency": "EUR",
            "description": "a night",
            "availableAtOrFrom": {"@type": "Place"} | WHERE,
        },
    }


def test_an_activity_brings_its_sessions_as_events():
    session = SessionFactory(activity__title="A walk", activity__place__locality__name="Loches")

    node = node_of(session.activity)

    assert node["@type"] == ["TouristTrip", "dt:Practice"]
    assert node["provider"] == {
        "@type": "Organization",
        "name": session.activity.community.name,
    }
    assert node["subjectOf"] == [
        {
            "@type": "Event",
            "name": "A walk",
            "startDate": "2027-05-04T14:00:00+02:00",
            "endDate": "2027-05-04T16:00:00+02:00",
            "remainingAttendeeCapacity": 8,
            "location": {"@type": "Place", "name": "Loches"} | WHERE,
        }
    ]


def test_an_event_without_a_place_says_only_when():
    session = SessionFactory(activity__place=None)

    (event,) = node_of(session.activity)["subjectOf"]

    assert "location" not in event


def test_a_tip_is_a_place_and_a_product_is_none():
    tip = node_of(TipFactory(place__locality__name="Loches"))
    product = node_of(ProductFactory())

    assert (tip["@type"], tip["geo"]) == (["TouristAttraction", "dt:PlaceOfInterest"], WHERE["geo"])
    assert set(product) == {"@context", "@type", "@id", "url", "name", "description"}


def test_a_price_without_a_place_is_had_nowhere_in_particular():
    rate = RateFactory(offer=ProductFactory(place=None), amount=8)

    assert node_of(rate.offer)["offers"] == {
        "@type": "Offer",
        "price": "8.00",
        "priceCurrency": "EUR",
        "description": "a night",
    }
