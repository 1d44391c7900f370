"""A member who is shown to hosts and leaves at once. The control shows what the lock is for."""

import pytest

from tests.factories.travel_stories import SeatFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks
from travel_stories.trip_requests.actions.introductions import introduce_member
from travel_stories.trip_requests.models.introductions import Introduction
from travel_stories.trips.actions.members import leave_trip

pytestmark = pytest.mark.django_db(transaction=True)

AT = "travel_stories.trip_requests.actions.introductions.record_consent"


def introductions_of_who_left():
    """How many are left where somebody leaves in the middle of introducing themselves."""
    zoe = SeatFactory()
    SeatFactory(trip=zoe.trip, organiser=True)

    overtaken(
        lambda: introduce_member(words="I draw birds.", by=zoe),
        at=AT,
        by=lambda: leave_trip(trip=zoe.trip, by=zoe),
    )

    return Introduction.objects.count()


def test_nobody_who_left_at_once_is_shown():
    assert introductions_of_who_left() == 0


def test_control_without_lock_who_left_has_an_introduction():
    with without_row_locks():
        left = introductions_of_who_left()

    assert left == (1 if has_row_locks() else 0)
