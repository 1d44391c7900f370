"""A trip keeps an organiser, though two of them are given other parts at the same moment."""

import pytest

from tests.factories.travel_stories import SeatFactory, TripFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks
from travel_stories.trips.actions.members import change_role
from travel_stories.trips.choices import MemberRole
from travel_stories.trips.errors.trips import LastOrganiserError
from travel_stories.trips.models.members import TripMember

pytestmark = pytest.mark.django_db(transaction=True)


def two_organisers_step_back():
    """What the second came to, and how many organise the trip."""
    trip = TripFactory()
    one, other = (SeatFactory(trip=trip, organiser=True) for _ in range(2))

    def step_back(seat):
        return lambda: change_role(member=seat, role=MemberRole.COMPANION, by=seat)

    _changed, late = overtaken(
        step_back(one),
        at="travel_stories.trips.models.members.TripMember.save",
        by=step_back(other),
    )

    return type(late), trip.members.organising().count()


def test_of_two_organisers_who_step_back_at_once_one_stays():
    assert two_organisers_step_back() == (LastOrganiserError, 1)


def test_control_without_lock_nobody_organises_the_trip():
    with without_row_locks():
        outcome = two_organisers_step_back()

    assert outcome == ((TripMember, 0) if has_row_locks() else (LastOrganiserError, 1))
