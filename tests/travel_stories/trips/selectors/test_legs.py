"""Legs reckon with the places around them, and the road with its legs."""

import pytest

from commons.geography.choices import TravelMode
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import StayFactory
from tests.factories.travel_stories import SeatFactory, StepFactory
from travel_stories.trips.choices import StepKind
from travel_stories.trips.selectors.plans import itinerary_of
from travel_stories.trips.selectors.roads import road_of
from travel_stories.trips.templatetags.trips import in_figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def zoe():
    return SeatFactory()


@pytest.fixture
def add(zoe):
    return lambda **words: StepFactory(trip=zoe.trip, by=zoe, **words)


def leg_in(trip):
    legs = road_of(itinerary_of(trip)).legs
    assert len(legs) == 1
    return legs[0]


def test_a_leg_reckons_from_the_place_before_to_the_place_after(zoe, add):
    tours = LocalityFactory(latitude=47.39, longitude=0.69)
    loches = LocalityFactory(latitude=47.13, longitude=1.0)
    add(locality=tours)
    add(kind=StepKind.NOTE)
    add(kind=StepKind.LEG, mode=TravelMode.BIKE, day=2)
    add(locality=loches, day=3)

    leg = leg_in(zoe.trip)

    crow = tours.point.distance_to(loches.point) / 1000
    assert leg.way.kilometres.likely == pytest.approx(crow * 1.3)
    assert leg.by_car.carbon.likely == pytest.approx(crow * 1.3 * 0.1423)


def test_a_leg_believes_the_kilometres_that_people_know(zoe, add):
    add(kind=StepKind.LEG, mode=TravelMode.BIKE, metres=42_000)

    words = in_figures(leg_in(zoe.trip))

    assert words == "42 km, 3 h · 0 kg CO₂e per person (by car: 6 kg, Impact CO2, ADEME)"


def test_a_leg_says_nothing_while_an_end_is_unknown(zoe, add):
    add(locality=LocalityFactory())
    add(kind=StepKind.LEG, mode=TravelMode.BIKE)

    assert road_of(itinerary_of(zoe.trip)).legs == []


def test_a_leg_by_car_is_compared_with_nothing(zoe, add):
    add(kind=StepKind.LEG, mode=TravelMode.CAR, metres=10_000)

    assert leg_in(zoe.trip).by_car is None


def test_a_leg_ends_at_the_public_point_of_an_offer_and_names_its_stop(zoe, add):
    stay = StayFactory(station_name="Bléré-La Croix")
    start = add(locality=LocalityFactory(latitude=47.39, longitude=0.69))
    add(kind=StepKind.LEG, mode=TravelMode.WALK)
    add(kind=StepKind.OFFER, offer=stay)

    leg = leg_in(zoe.trip)

    straight = start.point.distance_to(stay.place.public_point) / 1000
    assert leg.way.kilometres.likely == pytest.approx(straight * 1.3)
    assert "nearest station: Bléré-La Croix" in in_figures(leg)


def test_the_road_leaves_out_what_has_no_day(zoe, add):
    add(locality=LocalityFactory(), day=None)

    assert road_of(itinerary_of(zoe.trip)).drawing is None


def test_the_road_is_drawn_through_its_places_in_order(zoe, add):
    tours = LocalityFactory(latitude=47.39, longitude=0.69)
    there = LocalityFactory(latitude=47.13, longitude=1.0)
    for locality in (tours, tours, there, tours):
        add(locality=locality)

    drawing = road_of(itinerary_of(zoe.trip)).drawing

    assert [pin.spot.letter for pin in drawing.pins] == ["1", "2"]
    assert [shape.name for shape in drawing.shapes if shape.name == "road"] == ["road"]


@pytest.mark.parametrize(
    ("modes", "follows"),
    [
        ([TravelMode.REGIONAL_TRAIN], True),
        ([TravelMode.BIKE], False),
        ([TravelMode.REGIONAL_TRAIN, TravelMode.BUS], False),
        ([], False),
    ],
    ids=["train", "bicycle", "train-then-bus", "no-leg"],
)
def test_the_road_follows_the_railway_where_a_train_goes(zoe, add, modes, follows):
    add(locality=LocalityFactory(latitude=47.39, longitude=0.69))
    for mode in modes:
        add(kind=StepKind.LEG, mode=mode)
    add(locality=LocalityFactory(latitude=47.13, longitude=1.0))

    drawing = road_of(itinerary_of(zoe.trip)).drawing

    (road,) = [shape.path for shape in drawing.shapes if shape.name == "road"]
    bends = road.count("L") + road.count("C")
    assert (bends > 10) is follows
    assert (bends == 1) is not follows
