"""An offer or a place is added to a trip, or begins one."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import StayFactory, TipFactory
from tests.factories.travel_stories import SeatFactory, TripFactory
from travel_stories.trip_requests.actions.additions import add_to_trip, begin_with
from travel_stories.trip_requests.errors.additions import (
    BeforeFirstDayError,
    LongAfterTripError,
    OfferNotOpenError,
    StayBeyondTripError,
    TripTooShortForStayError,
)
from travel_stories.trip_requests.models.additions import Addition, Subject
from travel_stories.trips.models.trips import Trip

pytestmark = pytest.mark.django_db


def a_stay(**given):
    return Subject("Le Jardin", offer=StayFactory(title="Le Jardin"), **given)


def step_row(step):
    return (step.kind, step.title, step.day, step.nights, step.offer, step.locality)


def test_begin_with_a_stay_has_its_nights_and_a_day_to_leave():
    subject, camille = a_stay(), UserFactory()
    addition = Addition(subject, check_in=date(2027, 5, 3), nights=2, adults=2, children=3)

    step = begin_with(addition=addition, key=uuid4(), by=camille)

    trip = step.trip
    assert step_row(step) == ("offer", "Le Jardin", 1, 2, subject.offer, None)
    assert (trip.starts_on, trip.days, trip.adults, trip.children) == (date(2027, 5, 3), 3, 2, 3)
    assert (trip.kind, trip.locality) == ("family", subject.offer.place.locality)
    assert trip.members.get().person == camille


def test_begin_with_one_key_begins_one_trip_and_one_step():
    addition, camille, key = Addition(a_stay(), nights=1), UserFactory(), uuid4()

    steps = {begin_with(addition=addition, key=key, by=camille) for _press in range(2)}

    assert len(steps) == Trip.objects.count() == 1


def test_begin_with_needs_a_verified_account():
    with pytest.raises(PermissionDenied):
        begin_with(addition=Addition(a_stay()), key=uuid4(), by=UserFactory(unverified=True))

    assert not Trip.objects.exists()


@pytest.mark.parametrize(
    ("check_in", "nights", "day", "days"),
    [
        (date(2027, 5, 3), 4, 1, 5),
        (date(2027, 5, 6), 1, 4, 5),
        (date(2027, 5, 7), 1, 5, 6),
        (date(2027, 5, 8), 2, 6, 8),
        (None, 3, None, 5),
    ],
)
def test_add_to_trip_keeps_nights_in_or_lengthens(check_in, nights, day, days):
    seat = SeatFactory(organiser=True)
    addition = Addition(a_stay(), check_in=check_in, nights=nights)

    step = add_to_trip(addition=addition, seat=seat, key=uuid4(), accepted_days=days)

    seat.trip.refresh_from_db()
    assert (step.day, step.nights, seat.trip.days) == (day, nights, days)


@pytest.mark.parametrize("accepted_days", [0, 7])
def test_add_to_trip_asks_before_the_end_of_the_trip_moves(accepted_days):
    seat = SeatFactory(organiser=True)
    addition = Addition(a_stay(), check_in=date(2027, 5, 6), nights=4)

    with pytest.raises(TripTooShortForStayError) as refusal:
        add_to_trip(addition=addition, seat=seat, key=uuid4(), accepted_days=accepted_days)

    seat.trip.refresh_from_db()
    assert refusal.value.facts == {"days": 8}
    assert (seat.trip.days, seat.trip.steps.count()) == (5, 0)


def test_add_to_trip_without_dates_takes_the_number_of_the_day():
    seat = SeatFactory(trip=TripFactory(starts_on=None))
    addition = Addition(a_stay(), check_in=date(2027, 5, 3), day=2, nights=1)

    step = add_to_trip(addition=addition, seat=seat, key=uuid4())

    assert (step.day, step.nights) == (2, 1)


def test_add_to_trip_takes_a_place_as_a_wish():
    seat, tours = SeatFactory(), LocalityFactory(name="Tours")
    addition = Addition(Subject("Tours", locality=tours), check_in=date(2027, 5, 4))

    step = add_to_trip(addition=addition, seat=seat, key=uuid4())

    assert step_row(step) == ("wish", "Tours", 2, None, None, tours)


def test_add_to_trip_twice_under_one_key_adds_one_step():
    seat, key = SeatFactory(organiser=True), uuid4()
    addition = Addition(a_stay(), check_in=date(2027, 5, 7), nights=2)

    steps = {
        add_to_trip(addition=addition, seat=seat, key=key, accepted_days=7) for _press in range(2)
    }

    seat.trip.refresh_from_db()
    assert (len(steps), seat.trip.days) == (1, 7)


@pytest.mark.parametrize(
    ("role", "check_in", "refusal"),
    [
        pytest.param("organiser", date(2027, 5, 2), BeforeFirstDayError, id="before"),
        pytest.param("organiser", date(2027, 5, 9), LongAfterTripError, id="long-after"),
        pytest.param("companion", date(2027, 5, 7), StayBeyondTripError, id="longer"),
        pytest.param("observer", date(2027, 5, 3), PermissionDenied, id="observer"),
        pytest.param("payer", date(2027, 5, 3), PermissionDenied, id="payer"),
    ],
)
def test_add_to_trip_refuses_and_leaves_the_trip_as_it_was(role, check_in, refusal):
    seat = SeatFactory(role=role)
    addition = Addition(a_stay(), check_in=check_in, nights=1)

    with pytest.raises(refusal):
        add_to_trip(addition=addition, seat=seat, key=uuid4())

    seat.trip.refresh_from_db()
    assert (seat.trip.days, seat.trip.steps.count()) == (5, 0)


def test_add_to_trip_refuses_a_companion_an_activity_after_the_last_day():
    seat = SeatFactory()
    addition = Addition(Subject("Ask", offer=TipFactory()), check_in=date(2027, 5, 8))

    with pytest.raises(LongAfterTripError):
        add_to_trip(addition=addition, seat=seat, key=uuid4())

    assert not seat.trip.steps.exists()


def test_add_to_trip_refuses_an_offer_that_was_closed_meanwhile():
    tip, seat = TipFactory(), SeatFactory()
    addition = Addition(Subject("Ask the baker", offer=tip), check_in=date(2027, 5, 3))
    tip.state = OfferState.WITHDRAWN
    tip.save()

    with pytest.raises(OfferNotOpenError):
        add_to_trip(addition=addition, seat=seat, key=uuid4())

    assert not seat.trip.steps.exists()
