"""Two employees and one place that is left. The control shows what the lock is for."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.travel_stories import SignUpFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks
from travel_stories.trip_sign_ups.actions import register

pytestmark = pytest.mark.django_db(transaction=True)


def places_taken_of_one():
    """How many are taken where a second employee registers in the middle of the first one."""
    sign_up = SignUpFactory(seats=1)
    nour, samir = UserFactory(), UserFactory()

    def enrol(person):
        return register(token=sign_up.token, name="N", adults=1, children=0, by=person)

    overtaken(
        lambda: enrol(nour),
        at="travel_stories.trip_sign_ups.actions.require_quota",
        by=lambda: enrol(samir),
    )

    return sign_up.taken()


def test_the_last_place_is_taken_once():
    assert places_taken_of_one() == 1


def test_control_without_lock_the_last_place_is_taken_twice():
    with without_row_locks():
        taken = places_taken_of_one()

    assert taken == (2 if has_row_locks() else 1)
