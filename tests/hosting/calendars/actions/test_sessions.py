"""Dates of an activity, one by one and week by week."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from core.states import IllegalTransitionError
from hosting.calendars.actions.sessions import add_sessions, cancel_session, change_session
from hosting.calendars.errors import SeatsBelowTakenError, SessionHeldError, SessionPastError
from hosting.calendars.models import Session
from hosting.calendars.states import SessionState
from hosting.offers.errors import TooManyDatesError
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    AT_TWO,
    ActivityFactory,
    SessionFactory,
    SessionRequestFactory,
    held,
)

pytestmark = pytest.mark.django_db

TWO_HOURS = timedelta(hours=2)


@pytest.fixture(autouse=True)
def first_of_may():
    with time_machine.travel("2027-05-01 10:00", tick=False):
        yield


def added(activity, starts_at=AT_TWO, weeks=1, **fields):
    says = {"ends_at": starts_at + TWO_HOURS, "seats": 8} | fields
    return add_sessions(
        activity=activity, starts_at=starts_at, weeks=weeks, by=activity.host, **says
    )


def starts_of(activity):
    return list(activity.sessions.values_list("starts_at", flat=True))


def test_add_sessions_adds_one_date(heard):
    activity = ActivityFactory()

    (session,) = added(activity)

    assert list(activity.sessions.all()) == [session]
    assert (session.starts_at, session.ends_at, session.seats) == (AT_TWO, AT_TWO + TWO_HOURS, 8)
    assert heard == [("changed", activity.pk)]


def test_add_sessions_keeps_the_hour_when_clocks_change():
    activity = ActivityFactory()
    october = datetime(2027, 10, 20, 18, 0, tzinfo=ZoneInfo("Europe/Paris"))

    added(activity, starts_at=october, weeks=3)

    assert starts_of(activity) == [
        datetime(2027, 10, 20, 16, 0, tzinfo=UTC),
        datetime(2027, 10, 27, 16, 0, tzinfo=UTC),
        datetime(2027, 11, 3, 17, 0, tzinfo=UTC),
    ]


def test_add_sessions_pressed_twice_adds_each_once():
    activity = ActivityFactory()

    added(activity, weeks=2)
    added(activity, weeks=3)

    assert starts_of(activity) == [AT_TWO + timedelta(weeks=number) for number in range(3)]


def test_add_sessions_has_an_end(settings):
    settings.HOSTING_SESSIONS_LIMIT = 3
    activity = ActivityFactory()

    with pytest.raises(TooManyDatesError) as refusal:
        added(activity, weeks=4)

    assert str(refusal.value) == "You’ve reached the limit of 3 dates. Cancel one to add another."
    assert starts_of(activity) == []


def test_add_sessions_looks_ahead():
    with pytest.raises(SessionPastError):
        added(ActivityFactory(), starts_at=AT_TWO - timedelta(weeks=1))


def test_change_session_moves_an_empty_one():
    session = SessionFactory()
    later = AT_TWO + timedelta(hours=3)

    change_session(
        session=session,
        starts_at=later,
        ends_at=later + TWO_HOURS,
        seats=4,
        by=session.activity.host,
    )

    session.refresh_from_db()
    assert (session.starts_at, session.seats) == (later, 4)


def with_two_guests():
    request = SessionRequestFactory()
    held(request)
    return request.session


def changed(session, **fields):
    says = {"starts_at": session.starts_at, "ends_at": session.ends_at, "seats": session.seats}
    return change_session(session=session, by=session.activity.host, **(says | fields))


def test_change_session_keeps_the_hour_that_somebody_knows():
    session = with_two_guests()

    with pytest.raises(SessionHeldError):
        changed(session, starts_at=session.starts_at + timedelta(minutes=30))


def test_change_session_keeps_seats_that_are_taken():
    session = with_two_guests()

    with pytest.raises(SeatsBelowTakenError) as refusal:
        changed(session, seats=1)
    changed(session, seats=2)

    assert str(refusal.value) == "2 places are already taken. Enter at least 2."
    session.refresh_from_db()
    assert session.seats == 2


def test_cancel_session_calls_it_off():
    session = SessionFactory()

    cancel_session(session=session, by=session.activity.host)

    assert Session.objects.get().state == SessionState.CANCELLED


def test_cancel_session_of_somebody_who_counts_on_it_is_refused():
    session = with_two_guests()

    with pytest.raises(SessionHeldError):
        cancel_session(session=session, by=session.activity.host)

    assert Session.objects.get().state == SessionState.SCHEDULED


def test_cancel_session_twice_is_refused():
    session = SessionFactory(state=SessionState.CANCELLED)

    with pytest.raises(IllegalTransitionError):
        cancel_session(session=session, by=session.activity.host)


@pytest.mark.parametrize("deed", ["add", "change", "cancel"])
def test_sessions_are_the_hosts_own(deed):
    session, by = SessionFactory(), UserFactory()
    when = {"starts_at": AT_TWO + TWO_HOURS, "ends_at": AT_TWO + 2 * TWO_HOURS, "seats": 1}

    with pytest.raises(PermissionDenied):
        {
            "add": lambda: add_sessions(activity=session.activity, weeks=1, by=by, **when),
            "change": lambda: change_session(session=session, by=by, **when),
            "cancel": lambda: cancel_session(session=session, by=by),
        }[deed]()

    assert starts_of(session.activity) == [AT_TWO]
