"""Nobody takes a seat that a change takes away at the same moment."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hosting.calendars.actions.holds import hold_seats
from hosting.calendars.actions.sessions import change_session
from hosting.calendars.models import Session
from tests.factories.hosting import SessionFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def taken_while_it_is_made_smaller():
    """How many seats there are, and how many of them are taken."""
    soon = timezone.now() + timedelta(days=7)
    session = SessionFactory(seats=4, starts_at=soon, ends_at=soon + timedelta(hours=2))
    times = {"starts_at": session.starts_at, "ends_at": session.ends_at}

    overtaken(
        lambda: change_session(session=session, **times, seats=1, by=session.activity.host),
        at="hosting.calendars.models.Session.save",
        by=lambda: hold_seats(session=session, seats=3),
    )

    saved = Session.objects.get()
    return saved.seats, saved.seat_holds.count()


def test_seats_are_taken_in_a_session_as_it_is_after_a_change():
    assert taken_while_it_is_made_smaller() == (1, 0)


def test_control_without_lock_more_seats_are_taken_than_there_are():
    with without_row_locks():
        outcome = taken_while_it_is_made_smaller()

    assert outcome == ((1, 3) if has_row_locks() else (1, 0))
