"""The nights of a plan: which stay they belong to, and what is missing or double."""

from datetime import date, timedelta

import pytest
import vobject

from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.requests.states import RequestState
from tests.factories.hosting import (
    AgreementFactory,
    RequestFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory
from travel_stories.notebooks.exports.calendars import calendar_of
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.selectors.plans import add_hints, itinerary_of
from travel_stories.trips.selectors.stay_nights import (
    Overlap,
    PlannedStay,
    TooFewBeds,
    UnplannedNights,
    hint_in_words,
    hints_for,
    night_in_words,
    nights_by_day,
)

ZOE, LOU, ANA = (1, 1), (2, 1), (3, 2)


def stay(title, day, nights=1, beds=None, *guests):
    return PlannedStay(0, title, day, nights, beds=beds, guests=guests)


GARDEN = stay("Garden", 1, 3, 5)
MILL = stay("Mill", 2, 1, 5)
ROOM, LOFT = stay("Room", 1, 2, 2), stay("Loft", 1, 2, 3)
OPEN = stay("Friends", 1, 2)


def at_shop(nights=2, agreed=None):
    return PlannedStay(0, "Shop", 1, nights, beds=2, offer=7, agreed=agreed)


@pytest.mark.parametrize(
    ("stays", "days", "people", "hints"),
    [
        pytest.param([], 5, 5, [], id="no stay at all"),
        pytest.param([], 1, 5, [], id="one day"),
        pytest.param([stay("Garden", 1, 1, 5)], 1, 5, [], id="one day and a night after it"),
        pytest.param([GARDEN], 4, 5, [], id="the last day has no night"),
        pytest.param([GARDEN], 5, 5, [UnplannedNights(4, 4)], id="one night is missing"),
        pytest.param(
            [GARDEN], 8, 5, [UnplannedNights(4, 7)], id="several nights within a row are one gap"
        ),
        pytest.param(
            [MILL], 5, 5, [UnplannedNights(1, 1), UnplannedNights(3, 4)], id="before and after"
        ),
        pytest.param([stay("Late", 9, 2, 5)], 5, 5, [], id="a stay outside the days"),
        pytest.param(
            [stay("Long", 4, 9, 5)], 5, 5, [UnplannedNights(1, 3)], id="a stay that ends after them"
        ),
        pytest.param([GARDEN, MILL], 4, 5, [Overlap(2, (GARDEN, MILL))], id="two for all"),
        pytest.param([OPEN, LOFT], 3, 5, [Overlap(1, (OPEN, LOFT))], id="beds nobody knows"),
        pytest.param([ROOM, LOFT], 3, 5, [], id="together they have beds enough"),
        pytest.param(
            [ROOM, LOFT], 3, 6, [TooFewBeds(1, (ROOM, LOFT), 5, 6)], id="together too few"
        ),
        pytest.param([ROOM], 3, 5, [TooFewBeds(1, (ROOM,), 2, 5)], id="said once for two nights"),
        pytest.param([ROOM], 3, 2, [], id="two in a room for two"),
        pytest.param([ROOM], 3, 3, [TooFewBeds(1, (ROOM,), 2, 3)], id="a child needs a bed too"),
        pytest.param([OPEN], 3, 5, [], id="nothing is said of beds nobody knows"),
        pytest.param(
            [stay("A", 1, 1, 2, ZOE, LOU), stay("B", 1, 1, 2, ANA)],
            2,
            4,
            [],
            id="different people in different places",
        ),
        pytest.param(
            [stay("A", 1, 1, 2, ZOE, ANA)],
            2,
            4,
            [TooFewBeds(1, (stay("A", 1, 1, 2, ZOE, ANA),), 2, 3)],
            id="a seat that stands for two",
        ),
        pytest.param(
            [stay("A", 1, 1, 2, ZOE), stay("B", 1, 1, 2, ZOE, LOU)],
            2,
            4,
            [Overlap(1, (stay("A", 1, 1, 2, ZOE), stay("B", 1, 1, 2, ZOE, LOU)))],
            id="one person in two places",
        ),
        pytest.param(
            [stay("A", 1, 1, 2, ANA), stay("B", 1, 1, 3)], 2, 5, [], id="some named, the others"
        ),
        pytest.param(
            [at_shop(), at_shop()],
            3,
            4,
            [
                Overlap(1, (at_shop(), at_shop())),
                TooFewBeds(1, (at_shop(), at_shop()), 2, 4),
            ],
            id="the beds of one offer count once",
        ),
        pytest.param(
            [at_shop(), at_shop(agreed=1)],
            3,
            2,
            [Overlap(1, (at_shop(), at_shop(agreed=1)))],
            id="one offer planned beside its agreement",
        ),
        pytest.param(
            [at_shop(agreed=2), at_shop(agreed=2)], 3, 4, [], id="two rooms were agreed on"
        ),
        pytest.param(
            [at_shop(agreed=1)],
            3,
            4,
            [TooFewBeds(1, (at_shop(agreed=1),), 1, 4)],
            id="an agreement for fewer than travel",
        ),
    ],
)
def test_hints_for_a_plan(stays, days, people, hints):
    assert hints_for(stays, days=days, people=people) == hints


def test_nights_by_day_number_each_night_of_a_stay():
    nights = nights_by_day([GARDEN, MILL], days=5)

    words = {day: [night_in_words(night) for night in found] for day, found in nights.items()}
    assert words == {
        1: ["Night 1 of 3, Garden"],
        2: ["Night 2 of 3, Garden", "Night 1 of 1, Mill"],
        3: ["Night 3 of 3, Garden"],
    }


@pytest.mark.parametrize(
    ("hint", "starts_on", "words"),
    [
        pytest.param(
            UnplannedNights(2, 2),
            date(2026, 12, 28),
            "Nowhere to sleep on the night of Tuesday 29 December.",
            id="night-with-date",
        ),
        pytest.param(
            UnplannedNights(2, 2),
            None,
            "Nowhere to sleep on the night of day 2.",
            id="night-without-date",
        ),
        pytest.param(
            UnplannedNights(2, 4),
            date(2026, 12, 28),
            "Nowhere to sleep for 3 nights, from the night of Tuesday 29 December to "
            "the night of Thursday 31 December.",
            id="several-nights",
        ),
        pytest.param(
            Overlap(2, (GARDEN, MILL)),
            None,
            "More than one stay for the same night: Garden and Mill.",
            id="overlap",
        ),
        pytest.param(
            TooFewBeds(1, (ROOM,), 2, 5),
            None,
            "Not enough beds: there’s room for 2 people (Room), but there are 5 of you.",
            id="room-for-two",
        ),
        pytest.param(
            TooFewBeds(1, (at_shop(agreed=1),), 1, 4),
            None,
            "The agreement is for 1 person (Shop), but there are 4 of you.",
            id="agreed-for-one",
        ),
        pytest.param(
            TooFewBeds(1, (ROOM,), 1, 2),
            None,
            "Not enough beds: there’s room for 1 person (Room), but there are 2 of you.",
            id="room-for-one",
        ),
    ],
)
@pytest.mark.time_machine(date(2026, 11, 30))
def test_hint_in_words(hint, starts_on, words):
    assert hint_in_words(hint, Trip(starts_on=starts_on, days=5)) == words


def a_step(trip, offer, **given):
    return StepFactory(trip=trip, kind="offer", offer=offer, title=offer.title, **given)


@pytest.mark.django_db
def test_itinerary_of_says_later_nights_like_the_calendar_file():
    trip = TripFactory()
    a_step(trip, StayFactory(title="Le Jardin"), day=1, nights=3)
    a_step(trip, TipFactory(title="Ask the baker"), day=2)
    a_step(trip, StayFactory(title="The mill"), day=5, nights=4)

    days = itinerary_of(trip)

    said = [[night_in_words(night) for night in day.nights] for day in days]
    assert said == [[], ["Night 2 of 3, Le Jardin"], ["Night 3 of 3, Le Jardin"], [], []]
    calendar = vobject.readOne(
        calendar_of(trip, member=SeatFactory(trip=trip), url="https://example.org/").decode()
    )
    busy = {
        (event.summary.value, event.dtstart.value + timedelta(days=number))
        for event in calendar.vevent_list
        for number in range((event.dtend.value - event.dtstart.value).days)
    }
    later = {(night.stay.title, day.date) for day in days for night in day.nights}
    assert later <= busy
    garden = {on for title, on in busy if title == "Le Jardin"}
    assert {on for title, on in later if title == "Le Jardin"} == garden - {date(2027, 5, 3)}


@pytest.mark.django_db
def test_a_wish_and_a_stay_without_agreement_are_tentative_in_the_calendar():
    trip = TripFactory()
    a_step(trip, StayFactory(title="Le Jardin"), day=1, nights=1)
    StepFactory(trip=trip, kind="wish", title="Chenonceau", day=2)
    StepFactory(trip=trip, kind="meeting", title="Meet at the station", day=1)

    calendar = vobject.readOne(
        calendar_of(trip, member=SeatFactory(trip=trip), url="https://example.org/").decode()
    )

    status = {event.summary.value: event.status.value for event in calendar.vevent_list}
    assert status == {
        "Le Jardin": "TENTATIVE",
        "Chenonceau": "TENTATIVE",
        "Meet at the station": "CONFIRMED",
    }


@pytest.mark.django_db
@pytest.mark.time_machine(date(2027, 4, 1))
def test_add_hints_knows_the_biggest_unit_and_the_limit_of_the_host():
    trip = TripFactory(adults=3, children=2, days=4)
    big, small = StayFactory(title="Big", party_max=None), StayFactory(title="Small", party_max=2)
    (
        UnitFactory(stay=big, sleeps=2),
        UnitFactory(stay=big, sleeps=6),
        UnitFactory(stay=small, sleeps=9),
    )
    a_step(trip, big, day=1, nights=1)
    a_step(trip, small, day=2, nights=1)
    days = itinerary_of(trip)

    add_hints(trip, days)

    assert [day.hints for day in days] == [
        [],
        ["Not enough beds: there’s room for 2 people (Small), but there are 5 of you."],
        ["Nowhere to sleep on the night of Wednesday 5 May."],
        [],
    ]


@pytest.mark.django_db
@pytest.mark.time_machine(date(2027, 4, 1))
def test_add_hints_counts_the_people_of_the_agreement():
    trip = TripFactory(adults=4, children=0, days=3)
    request = RequestFactory(
        check_in=date(2027, 5, 3),
        check_out=date(2027, 5, 5),
        state=RequestState.AGREED,
        unit__sleeps=4,
    )
    AgreementFactory(request=request, adults=1, children=0)
    a_step(trip, request.offer, day=1, nights=2, request=request)
    days = itinerary_of(trip)

    add_hints(trip, days)

    title = request.offer.title
    assert days[0].hints == [f"The agreement is for 1 person ({title}), but there are 4 of you."]


@pytest.mark.django_db
@pytest.mark.time_machine(date(2027, 4, 1))
def test_a_stay_that_was_cancelled_fills_no_night():
    trip = TripFactory(adults=2, children=0, days=3)
    request = RequestFactory(state=RequestState.CANCELLED)
    AgreementFactory(request=request)
    a_step(trip, request.offer, day=1, nights=2, request=request)
    days = itinerary_of(trip)

    add_hints(trip, days)

    assert [(day.nights, day.hints) for day in days] == [([], [])] * 3


@pytest.mark.django_db
def test_a_wish_an_activity_and_what_waits_for_its_day_are_no_stays():
    trip = TripFactory()
    a_step(trip, TipFactory(), day=1)
    a_step(trip, StayFactory(), day=None, nights=2)
    StepFactory(trip=trip, day=2)
    days = itinerary_of(trip)

    add_hints(trip, days)

    assert Offer.objects.filter(kind=OfferKind.STAY).count() == 1
    assert [(day.nights, day.hints) for day in days] == [([], [])] * 6


@pytest.mark.django_db
def test_hints_of_thirty_stays_take_as_many_queries_as_of_one(count_queries):
    trip = TripFactory(days=60)
    a_step(trip, UnitFactory().stay, day=1, nights=1)

    def read():
        add_hints(trip, itinerary_of(trip))

    few = count_queries(read)
    for day in range(2, 31):
        a_step(trip, UnitFactory().stay, day=day, nights=1)

    assert count_queries(read) == few
