"""When a warning is due. Cases by the articles that the module names."""

import pytest

from hosting.offers.choices.lists import ExchangeMode
from tests.factories.hosting import (
    ActivityFactory,
    ProductFactory,
    RateFactory,
    RequestFactory,
    RequestSetFactory,
    StayFactory,
    UnitFactory,
)
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory
from travel_stories.trip_requests.models.requests import TripRequest
from travel_stories.trip_requests.selectors.bundles import (
    PaidService,
    Risk,
    Service,
    risks_of,
    risks_of_trip,
)
from travel_stories.trips.choices import StepKind, TripKind
from travel_stories.trips.models.steps import Step

ROOF, OTHER = Service.ACCOMMODATION, Service.OTHER


@pytest.mark.parametrize(
    ("bought", "days", "for_a_body", "risks"),
    [
        ([], 5, True, []),
        ([PaidService(ROOF, 1)], 5, True, []),
        ([PaidService(ROOF, 1), PaidService(ROOF, 1)], 5, True, []),  # nights alone are one kind
        ([PaidService(ROOF, 1, 7), PaidService(ROOF, 2, 7)], 5, False, []),
        (
            [PaidService(ROOF, 1), PaidService(OTHER, 2)],
            5,
            False,
            [],
        ),  # two contracts, chosen apart
        ([PaidService(ROOF, 1), PaidService(OTHER, 1)], 5, False, [Risk.ONE_HOST]),
        ([PaidService(ROOF, 1, 7), PaidService(OTHER, 2, 7)], 5, False, [Risk.TOGETHER]),
        ([PaidService(ROOF, 1, 7), PaidService(OTHER, 2, 8)], 5, False, []),  # two sets
        ([PaidService(ROOF, 1), PaidService(OTHER, 2)], 5, True, [Risk.ONE_PRICE]),
        ([PaidService(ROOF, 1, 7), PaidService(OTHER, 1, 7)], 5, True, list(Risk)),
        (
            [PaidService(ROOF, 1, 7), PaidService(OTHER, 1, 7)],
            1,
            False,
            [Risk.ONE_HOST, Risk.TOGETHER],
        ),
        ([PaidService(OTHER, 1, 7), PaidService(OTHER, 2, 7)], 1, True, []),
    ],
)
def test_risks_of_follows_the_directive(bought, days, for_a_body, risks):
    assert risks_of(bought, days=days, for_a_body=for_a_body) == risks


@pytest.mark.parametrize("days", [1, 2])
def test_risks_of_a_day_without_a_night_are_none(days):
    """Two kinds can't come together without a roof here: the rule holds for what may come."""
    assert risks_of([PaidService(OTHER, 1, 7)], days=days, for_a_body=True) == []


def a_step(trip, offer):
    step = StepFactory(trip=trip, kind=StepKind.OFFER, offer=offer, title=offer.title)
    return Step.objects.select_related("offer", "trip").get(pk=step.pk)


def asked(trip, **changes):
    request = RequestFactory(**changes)
    seat = SeatFactory(trip=trip, organiser=True)
    step = a_step(trip, request.offer)
    return TripRequest.objects.create(trip=trip, step=step, request=request, by=seat)


@pytest.mark.django_db
def test_risks_of_trip_counts_what_is_paid_and_stands():
    trip = TripFactory()
    stay = StayFactory()
    asked(trip, unit=UnitFactory(stay=stay))
    walk = ActivityFactory(host=stay.host)

    def told(step_offer, **rate):
        RateFactory(offer=step_offer, **rate)
        return risks_of_trip(trip, trip.requests.with_details(), [a_step(trip, step_offer)])

    assert told(ActivityFactory(host=stay.host), mode=ExchangeMode.FREE, amount=None) == []
    assert told(ProductFactory(host=stay.host)) == []
    assert told(walk) == [Risk.ONE_HOST]
    TripRequest.objects.get().request.__class__.objects.update(state="declined")
    assert told(walk) == []


@pytest.mark.django_db
def test_risks_of_trip_sees_a_set_before_it_is_asked():
    trip = TripFactory()
    offers = [UnitFactory().stay, ActivityFactory()]
    for offer in offers:
        RateFactory(offer=offer)

    steps = [a_step(trip, offer) for offer in offers]

    assert risks_of_trip(trip, [], steps) == [Risk.TOGETHER]
    assert risks_of_trip(trip, [], steps[:1]) == []


@pytest.mark.django_db
def test_risks_of_trip_of_a_works_council_name_the_one_price():
    trip = TripFactory(kind=TripKind.WORKS_COUNCIL)
    together = RequestSetFactory()
    asked(trip, request_set=together)
    walk = ActivityFactory()
    RateFactory(offer=walk)

    assert risks_of_trip(trip, trip.requests.with_details(), [a_step(trip, walk)]) == [
        Risk.ONE_PRICE
    ]
