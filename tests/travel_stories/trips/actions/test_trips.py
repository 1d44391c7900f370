"""A trip from its beginning to the day when it is forgotten."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.notifications.models import Notice
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from tests.factories.accounts import UserFactory
from tests.factories.hosting import NeedFactory
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory, an_edit
from travel_stories.collaboration.errors import ChangedMeanwhileError
from travel_stories.trips.actions.trips import (
    begin_trip,
    cancel_trip,
    change_trip,
    complete_trip,
    delete_trip,
    forget_trip,
    reopen_trip,
    settle_trip,
)
from travel_stories.trips.choices import MemberRole, TripKind
from travel_stories.trips.errors.trips import DaysTakenError, TripLengthError
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.periodic import complete_trips, forget_trips
from travel_stories.trips.states import TRIP_TRANSITIONS, TripState

pytestmark = pytest.mark.django_db

WORDS = {"kind": TripKind.FAMILY, "title": "Along the Cher", "days": 6}


def test_begin_trip_gives_its_first_organiser_a_seat():
    camille = UserFactory(display_name="Camille")
    need = NeedFactory()

    trip = begin_trip(words=WORDS | {"needs": [need]}, key=uuid4(), by=camille)

    seat = trip.members.get()
    assert (seat.person, seat.name, seat.role) == (camille, "Camille", MemberRole.ORGANISER)
    assert (trip.version, trip.last_number, list(trip.needs.all())) == (1, 1, [need])


def test_begin_trip_with_the_same_key_begins_one():
    camille, key = UserFactory(), uuid4()

    trips = {begin_trip(words=WORDS, key=key, by=camille) for _ in range(2)}

    assert len(trips) == Trip.objects.count() == 1


@pytest.mark.parametrize("days", [0, 367, 5000])
def test_begin_trip_refuses_an_impossible_length(days):
    with pytest.raises(TripLengthError):
        begin_trip(words=WORDS | {"days": days}, key=uuid4(), by=UserFactory())

    assert not Trip.objects.exists()


def test_begin_trip_asks_for_a_confirmed_address():
    with pytest.raises(PermissionDenied):
        begin_trip(words=WORDS, key=uuid4(), by=UserFactory(unverified=True))


def test_change_trip_is_for_organisers():
    trip = TripFactory(title="Before")
    camille, zoe = SeatFactory(trip=trip, organiser=True), SeatFactory(trip=trip)

    change_trip(trip=trip, words={"title": "After"}, edit=an_edit(camille, trip))
    with pytest.raises(PermissionDenied):
        change_trip(trip=trip, words={"title": "Mine"}, edit=an_edit(zoe, trip, based_on=9))

    assert Trip.objects.get().title == "After"


def test_change_trip_shows_a_conflict_instead_of_writing_over_it():
    trip = TripFactory()
    camille, jeanne = (SeatFactory(trip=trip, organiser=True) for _ in range(2))
    change_trip(trip=trip, words={"title": "Camille's"}, edit=an_edit(camille, trip))

    with pytest.raises(ChangedMeanwhileError):
        change_trip(trip=trip, words={"title": "Jeanne's"}, edit=an_edit(jeanne, trip))

    assert Trip.objects.get().title == "Camille's"


def test_change_trip_is_never_shorter_than_its_steps():
    step = StepFactory(day=4)
    camille = SeatFactory(trip=step.trip, organiser=True)

    with pytest.raises(DaysTakenError):
        change_trip(trip=step.trip, words={"days": 3}, edit=an_edit(camille, based_on=9))

    assert Trip.objects.get().days == 5


DEEDS = {
    TripState.SETTLED: settle_trip,
    TripState.PLANNED: reopen_trip,
    TripState.CANCELLED: cancel_trip,
}


@pytest.mark.parametrize("new", DEEDS)
@pytest.mark.parametrize("old", TripState)
def test_a_state_changes_only_along_its_table(old, new):
    camille = SeatFactory(trip=TripFactory(state=old), organiser=True)

    if new in TRIP_TRANSITIONS.get(old, frozenset()):
        assert DEEDS[new](trip=camille.trip, by=camille).state == new
    else:
        with pytest.raises(IllegalTransitionError):
            DEEDS[new](trip=camille.trip, by=camille)


def test_cancel_trip_tells_the_others():
    camille = SeatFactory(organiser=True, name="Camille")
    zoe = SeatFactory(trip=camille.trip)
    SeatFactory(trip=camille.trip, guest=True)
    SeatFactory(trip=camille.trip, left=True)

    cancel_trip(trip=camille.trip, by=camille)

    notice = Notice.objects.get()
    assert (notice.recipient, notice.data) == (zoe.person, {"by": "Camille"})


def test_delete_trip_by_two_organisers_deletes_it_once():
    camille = SeatFactory(organiser=True)
    jeanne = SeatFactory(trip=camille.trip, organiser=True)

    for organiser in (camille, jeanne):
        delete_trip(trip=camille.trip, by=organiser)

    assert Trip.objects.get().state == TripState.DELETED
    assert [notice.recipient for notice in Notice.objects.all()] == [jeanne.person]
    assert not Trip.objects.of_person(camille.person).exists()


def test_delete_trip_is_for_organisers():
    zoe = SeatFactory()

    with pytest.raises(PermissionDenied):
        delete_trip(trip=zoe.trip, by=zoe)


def test_complete_trips_ends_what_is_settled_and_over(time_machine):
    time_machine.move_to(date(2027, 5, 8))
    over = TripFactory(state=TripState.SETTLED)
    TripFactory(state=TripState.SETTLED, starts_on=date(2027, 5, 4))  # its last day is today
    TripFactory()

    complete_trips()

    assert list(Trip.objects.filter(state=TripState.TRAVELLED)) == [over]


def test_complete_trip_is_left_to_the_clock():
    camille = SeatFactory(trip=TripFactory(state=TripState.SETTLED), organiser=True)

    with pytest.raises(PermissionDenied):
        complete_trip(trip=camille.trip, by=camille)
    with pytest.raises(PermissionDenied):
        forget_trip(trip=camille.trip, by=camille)


def test_forget_trips_erases_what_was_deleted_long_ago():
    long_ago = timezone.now() - timedelta(days=31)
    step = StepFactory(trip=TripFactory(state=TripState.DELETED, state_since=long_ago))
    Trip.objects.update(state_since=long_ago)
    kept = TripFactory(state=TripState.DELETED)
    TripFactory()

    forget_trips()

    assert not Trip.objects.filter(pk=step.trip_id).exists()
    assert not TripMember.objects.exists()
    assert not Change.objects.exists()
    assert Trip.objects.filter(pk=kept.pk).exists()


def test_forget_trip_leaves_a_trip_that_was_not_deleted():
    trip = TripFactory()

    forget_trip(trip=trip, by=SYSTEM)

    assert list(Trip.objects.all()) == [trip]
