"""What search engines read."""

from datetime import time

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from hosting.offers.choices.lists import RateUnit
from hosting.public_pages.presenters.offer_pages import find_offer, offer_page
from hosting.public_pages.schemas.linked_data import CONTEXT, offer_json_ld
from tests.factories.hosting import (
    SUMMER,
    DeskFactory,
    OpeningHoursFactory,
    ProductFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
    WorkspaceFactory,
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
            "description": "per night",
            "availableAtOrFrom": {"@type": "Place"} | WHERE,
        },
    }


def test_a_workspace_is_a_place_with_hours_and_equipment():
    workspace = WorkspaceFactory(
        title="The old school",
        words="Desks.",
        weekdays=[0],
        equipment=["printer"],
        place__locality__name="Loches",
    )
    DeskFactory(workspace=workspace)
    DeskFactory(workspace=workspace, name="Meeting room", sleeps=4)
    RateFactory(offer=workspace, amount=8, unit=RateUnit.HALF_DAY)

    hours = [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["https://schema.org/Monday"],
            "opens": opens,
            "closes": closes,
        }
        for opens, closes in (("09:00", "13:00"), ("14:00", "18:00"))
    ]
    where = WHERE | {"openingHoursSpecification": hours}
    assert node_of(workspace) == where | {
        "@context": CONTEXT,
        "@type": ["Place", "Product", "dt:BusinessPlace"],
        "@id": URL,
        "url": URL,
        "name": "The old school",
        "description": "Desks.",
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": "Printer", "value": True}
        ],
        "maximumAttendeeCapacity": 5,
        "offers": {
            "@type": "Offer",
            "price": "8.00",
            "priceCurrency": "EUR",
            "description": "per half-day",
            "availableAtOrFrom": {"@type": "Place"} | where,
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
        "description": "per night",
    }


@pytest.mark.parametrize(
    ("stock", "inventory"),
    [
        pytest.param(None, None, id="not-counted"),
        pytest.param(3, ("https://schema.org/InStock", 3), id="three"),
        pytest.param(0, ("https://schema.org/OutOfStock", 0), id="none"),
    ],
)
def test_a_product_says_how_many_are_left_where_its_page_does(stock, inventory):
    rate = RateFactory(offer=ProductFactory(stock=stock), amount=8)

    offers = node_of(rate.offer)["offers"]

    level = offers.get("inventoryLevel")
    assert (level and (offers["availability"], level["value"])) == inventory


def test_opening_hours_belong_to_the_place_and_a_season_has_dates():
    tip, product = TipFactory(), ProductFactory()
    RateFactory(offer=product, amount=8)
    for offer in (tip, product):
        OpeningHoursFactory(offer=offer, weekdays=[5, 6], season_from=11, season_until=3)
    OpeningHoursFactory(offer=tip, closes=time(9), closes_next_day=True, sort_order=2)
    weekend = {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": ["https://schema.org/Saturday", "https://schema.org/Sunday"],
        "opens": "09:00",
        "closes": "12:00",
        "validFrom": "2027-11-01",
        "validThrough": "2028-03-31",
    }
    whole_day = {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": ["https://schema.org/Monday"],
        "opens": "00:00",
        "closes": "23:59",
    }

    had_at = node_of(product)["offers"]["availableAtOrFrom"]
    assert node_of(tip)["openingHoursSpecification"] == [weekend, whole_day]
    assert had_at["openingHoursSpecification"] == [weekend]


def test_seasons_of_a_paid_rate_are_prices_with_their_nights():
    stay = StayFactory()
    RateFactory(offer=stay, amount=90, seasons=[SUMMER.to_json()])

    assert node_of(stay)["offers"]["priceSpecification"] == [
        {
            "@type": "UnitPriceSpecification",
            "name": "Summer",
            "price": "120",
            "priceCurrency": "EUR",
            "unitText": "per night",
            "validFrom": "2027-07-01",
            "validThrough": "2027-08-31",
        }
    ]
