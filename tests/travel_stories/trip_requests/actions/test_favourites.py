"""From a list of favourites into a plan."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hosting.favourites.models import Favourite
from tests.factories.accounts import UserFactory
from tests.factories.hosting import FavouriteFactory, FavouriteListFactory, StayFactory, TipFactory
from tests.factories.travel_stories import SeatFactory, StepFactory
from travel_stories.trip_requests.actions.favourites import add_list_to_trip
from travel_stories.trips.actions import steps as step_actions
from travel_stories.trips.choices import StepKind
from travel_stories.trips.errors.steps import TooManyStepsError
from travel_stories.trips.models.steps import Step

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return SeatFactory(organiser=True)


def kept_by(person, *offers):
    """A list of these, the first one kept last."""
    favourite_list = FavouriteListFactory(owner=person)
    for age, offer in enumerate(offers):
        kept = FavouriteFactory(list=favourite_list, offer=offer)
        Favourite.objects.filter(pk=kept.pk).update(
            created_at=timezone.now() - timedelta(minutes=age)
        )
    return favourite_list


def offers_in(trip):
    return [step.offer for step in trip.steps.present().order_by("pk")]


def test_add_list_to_trip_adds_public_offers_without_a_day_in_order(seat):
    stay, tip, draft = StayFactory(), TipFactory(), StayFactory(draft=True)
    favourites = kept_by(seat.person, stay, draft, tip)

    steps = add_list_to_trip(favourite_list=favourites, seat=seat, key=uuid4(), by=seat.person)

    assert [step.offer for step in steps] == [stay.offer_ptr, tip.offer_ptr]
    assert {step.day for step in steps} == {None}


def test_add_list_to_trip_leaves_out_what_is_planned(seat):
    stay, tip = StayFactory(), TipFactory()
    StepFactory(trip=seat.trip, kind=StepKind.OFFER, offer=stay)
    favourites = kept_by(seat.person, stay, tip)

    steps = add_list_to_trip(favourite_list=favourites, seat=seat, key=uuid4(), by=seat.person)

    assert [step.offer for step in steps] == [tip.offer_ptr]


def test_add_list_to_trip_with_one_key_adds_once(seat):
    favourites, key = kept_by(seat.person, StayFactory(), TipFactory()), uuid4()

    for _press in range(2):
        add_list_to_trip(favourite_list=favourites, seat=seat, key=key, by=seat.person)

    assert Step.objects.filter(trip=seat.trip).count() == 2


def test_add_list_to_trip_adds_nothing_where_not_all_have_room(seat, monkeypatch):
    monkeypatch.setattr(step_actions, "MOST_STEPS", 1)
    favourites = kept_by(seat.person, StayFactory(), TipFactory())

    with pytest.raises(TooManyStepsError):
        add_list_to_trip(favourite_list=favourites, seat=seat, key=uuid4(), by=seat.person)
    assert offers_in(seat.trip) == []


def test_add_list_to_trip_is_denied_to_observers_and_for_strange_lists(seat):
    observer = SeatFactory(trip=seat.trip, observer=True)
    mine, strange = kept_by(observer.person, StayFactory()), kept_by(UserFactory(), StayFactory())

    with pytest.raises(PermissionDenied):
        add_list_to_trip(favourite_list=mine, seat=observer, key=uuid4(), by=observer.person)
    with pytest.raises(PermissionDenied):
        add_list_to_trip(favourite_list=strange, seat=seat, key=uuid4(), by=seat.person)
    assert offers_in(seat.trip) == []
