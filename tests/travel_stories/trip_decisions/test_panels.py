"""Votes that wait for me, on my desk."""

import pytest

from commons.accounts.panels import waiting_for
from tests.factories.accounts import UserFactory
from tests.factories.travel_stories import SeatFactory, a_poll, a_vote
from travel_stories.trip_decisions.panels import poll_panels

pytestmark = pytest.mark.django_db


def test_poll_panels_ask_for_a_vote_until_it_is_given():
    seat = SeatFactory(organiser=True)
    other = SeatFactory(trip=seat.trip, organiser=True)
    poll = a_poll(seat, "Loches", "Amboise")

    (panel,) = poll_panels(other.person)
    a_vote(other, poll, 0)

    shown = [(item.title, item.action, item.deadline) for item in panel.items]
    assert shown == [("Where to?", "Vote", poll.closes_at)]
    assert list(poll_panels(other.person)) == []
    assert waiting_for(seat.person) == 1


def test_poll_panels_leave_out_whoever_does_not_decide():
    seat = SeatFactory(organiser=True)
    watcher = SeatFactory(trip=seat.trip, observer=True)
    gone = SeatFactory(trip=seat.trip, organiser=True, left=True)
    a_poll(seat, "Loches", "Amboise")

    people = (watcher.person, gone.person, UserFactory())
    assert [list(poll_panels(person)) for person in people] == [[], [], []]
