"""Dates of activities, at the time of their place."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from core.values.dates import DateRange
from hosting.calendars.selectors.sessions import (
    UpcomingSession,
    sort_fitting_first,
    upcoming_sessions,
)
from hosting.calendars.states import SessionState
from tests.factories.hosting import (
    AT_TWO,
    ActivityFactory,
    AgreementFactory,
    SessionFactory,
    SessionRequestFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def test_upcoming_sessions_leave_out_what_passed_or_is_cancelled():
    activity = ActivityFactory(place__locality__timezone="Europe/London")
    SessionFactory(activity=activity, starts_at=AT_TWO - timedelta(days=90))
    SessionFactory(activity=activity, state=SessionState.CANCELLED)
    later = SessionFactory(activity=activity, starts_at=AT_TWO, seats=3)
    AgreementFactory(request=SessionRequestFactory(session=later))  # two seats

    (session,) = upcoming_sessions([activity.pk])[activity.pk]

    assert session == UpcomingSession(
        later.public_id,
        AT_TWO.astimezone(ZoneInfo("Europe/London")),
        (AT_TWO + timedelta(hours=2)).astimezone(ZoneInfo("Europe/London")),
        left=1,
    )
    assert str(session) == "Tuesday 4 May at 13:00 · 1 place left"


def test_an_activity_without_a_place_shows_the_time_of_the_house():
    session = SessionFactory(activity__place=None, starts_at=AT_TWO)

    (upcoming,) = upcoming_sessions([session.activity_id])[session.activity_id]

    assert upcoming.when == "Tuesday 4 May at 14:00"


@pytest.mark.parametrize(
    ("left", "words"), [(0, "full"), (1, "1 place left"), (8, "8 places left")]
)
def test_seats_are_said_until_the_last(left, words):
    assert UpcomingSession("", AT_TWO, AT_TWO, left).seats == words


def test_a_date_of_another_year_says_so():
    session = SessionFactory(starts_at=AT_TWO + timedelta(weeks=52))

    (upcoming,) = upcoming_sessions([session.activity_id])[session.activity_id]

    assert upcoming.when.startswith("Tuesday 2 May 2028 at ")


def test_fitting_first_puts_a_session_inside_the_dates_before_all_others():
    early, full, fitting = (
        UpcomingSession(key, AT_TWO + timedelta(days=days), AT_TWO, left)
        for key, days, left in (("early", 0, 8), ("full", 7, 1), ("fitting", 8, 8))
    )
    sessions = [early, full, fitting]
    week = DateRange(AT_TWO.date() + timedelta(days=7), AT_TWO.date() + timedelta(days=9))

    assert sort_fitting_first(sessions, week, people=2) == [fitting, early, full]
    assert sort_fitting_first(sessions, week) == [full, fitting, early]
    assert sort_fitting_first(sessions, None) == sessions
