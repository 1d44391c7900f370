"""An itinerary becomes a trip, or a part of one."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory, TipFactory
from tests.factories.itineraries import a_stage, published, with_steps
from tests.factories.travel_stories import SeatFactory, StepFactory
from travel_stories.itineraries.actions.trips import (
    add_itinerary_to_trip,
    begin_trip_from_itinerary,
)
from travel_stories.itineraries.errors import BeforeTheTripError, TripTooShortError

pytestmark = pytest.mark.django_db
MAY = date(2027, 5, 3)


def plan(trip):
    return [(one.day, one.kind, one.title) for one in trip.steps.present().in_order()]


def an_edition():
    """Three days: a weir and a roof, a tip, and another roof."""
    offers = (
        StayFactory(title="Roof"),
        TipFactory(title="Ask the baker"),
        StayFactory(title="Boat"),
    )
    return published(with_steps(*offers, title="Weirs"))


def test_begin_trip_from_itinerary_makes_a_trip_with_every_step_on_its_day():
    camille = UserFactory()

    trip = begin_trip_from_itinerary(edition=an_edition(), starts_on=MAY, key=uuid4(), by=camille)

    assert (trip.title, trip.starts_on, trip.days) == ("Weirs", MAY, 3)
    assert plan(trip) == [
        (1, "wish", "The weir"),
        (1, "leg", "by bike"),
        (1, "offer", "Roof"),
        (1, "leg", "by bike"),
        (2, "offer", "Ask the baker"),
        (2, "leg", "by bike"),
        (3, "offer", "Boat"),
    ]
    assert [one.nights for one in trip.steps.filter(kind="offer").in_order()] == [1, None, 1]
    assert "Weirs" in trip.words
    assert trip.members.get().person == camille


def test_begin_trip_from_itinerary_twice_under_one_key_begins_one():
    edition, camille, key = an_edition(), UserFactory(), uuid4()

    trips = {
        begin_trip_from_itinerary(edition=edition, starts_on=None, key=key, by=camille).pk
        for _ in range(2)
    }

    assert len(trips) == 1


def test_begin_trip_from_itinerary_needs_a_verified_account():
    with pytest.raises(PermissionDenied):
        begin_trip_from_itinerary(
            edition=an_edition(), starts_on=None, key=uuid4(), by=UserFactory(unverified=True)
        )


def test_an_offer_that_was_withdrawn_since_comes_as_a_wish_that_says_so():
    offer = StayFactory(title="Secret name")
    edition = published(with_steps(offer))
    offer.state = OfferState.WITHDRAWN
    offer.save()

    trip = begin_trip_from_itinerary(edition=edition, starts_on=None, key=uuid4(), by=UserFactory())

    step = trip.steps.in_order().last()
    assert (step.kind, step.offer) == ("wish", None)
    assert "What was offered here is no longer available." in step.words
    assert "Secret name" not in step.title


def test_add_itinerary_to_trip_puts_the_steps_from_a_day_on_and_makes_room():
    organiser = SeatFactory(organiser=True)  # five days from 3 May
    StepFactory(trip=organiser.trip, title="Castle")

    trip = add_itinerary_to_trip(
        edition=an_edition(), seat=organiser, starts_on=date(2027, 5, 6), key=uuid4()
    )

    assert trip.days == 6
    assert [day for day, _kind, _title in plan(trip)] == [1, 4, 4, 4, 4, 5, 5, 6]


def test_add_itinerary_to_trip_lets_a_companion_take_what_fits_and_no_more():
    companion = SeatFactory()

    add_itinerary_to_trip(
        edition=an_edition(), seat=companion, starts_on=date(2027, 5, 5), key=uuid4()
    )
    with pytest.raises(TripTooShortError):
        add_itinerary_to_trip(
            edition=an_edition(), seat=companion, starts_on=date(2027, 5, 6), key=uuid4()
        )

    assert companion.trip.steps.count() == 7


@pytest.mark.parametrize("day", [date(2027, 5, 2), date(2027, 5, 8)])
def test_add_itinerary_to_trip_refuses_a_day_outside_the_trip(day):
    organiser = SeatFactory(organiser=True)

    with pytest.raises(BeforeTheTripError):
        add_itinerary_to_trip(edition=an_edition(), seat=organiser, starts_on=day, key=uuid4())


def test_add_itinerary_to_trip_a_trip_without_dates_begins_with_it():
    organiser = SeatFactory(organiser=True, trip__starts_on=None)

    trip = add_itinerary_to_trip(edition=an_edition(), seat=organiser, starts_on=MAY, key=uuid4())

    assert plan(trip)[0] == (1, "wish", "The weir")


@pytest.mark.parametrize("role", ["observer", "payer"])
def test_add_itinerary_to_trip_is_for_those_who_plan(role):
    with pytest.raises(PermissionDenied):
        add_itinerary_to_trip(
            edition=an_edition(), seat=SeatFactory(**{role: True}), starts_on=None, key=uuid4()
        )


def test_words_of_a_stage_that_is_long_still_fit_a_step():
    composer = with_steps()
    a_stage(composer, words="x" * 3000)

    trip = begin_trip_from_itinerary(
        edition=published(composer), starts_on=None, key=uuid4(), by=UserFactory()
    )

    assert len(trip.steps.in_order().last().words) == 3000
