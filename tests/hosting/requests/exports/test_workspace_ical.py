"""Half-days in a calendar file and on the ticket: one event and one line for each day."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from icalendar import Calendar

from hosting.requests.exports.ical import calendar_of
from hosting.requests.presenters.request_terms import format_dates, format_short_dates
from hosting.requests.presenters.tickets import agreement_details, ticket_of
from hosting.requests.states import RequestState
from tests.factories.hosting import AgreementFactory, DeskRequestFactory

pytestmark = pytest.mark.django_db

YEAR_BEFORE = pytest.mark.time_machine(date(2026, 12, 7))  # a date of next year has its year


@pytest.fixture
def agreement():
    """A Monday and a Tuesday morning, at a workspace."""
    return AgreementFactory(
        request=DeskRequestFactory(state=RequestState.AGREED),
        unit_name="Desk by the window",
        total=Decimal(24),
    )


def test_each_day_of_a_workspace_has_its_hours(agreement):
    calendar = Calendar.from_ical(calendar_of(agreement, None, url="https://example.org/"))

    clock = ZoneInfo("Europe/Paris")
    events = calendar.walk("VEVENT")
    assert [(event.decoded("dtstart"), event.decoded("dtend")) for event in events] == [
        (datetime(2027, 5, 3, 9, tzinfo=clock), datetime(2027, 5, 3, 18, tzinfo=clock)),
        (datetime(2027, 5, 4, 9, tzinfo=clock), datetime(2027, 5, 4, 13, tzinfo=clock)),
    ]
    assert len({str(event["uid"]) for event in events}) == 2


def test_ticket_of_says_the_hours_of_each_day(agreement):
    days = ticket_of(agreement, None).days

    assert [(day.big, day.note) for day in days] == [
        ("Monday 3 May 2027", "09:00–13:00, 14:00–18:00"),
        ("Tuesday 4 May 2027", "09:00–13:00"),
    ]


def test_agreement_details_say_the_half_days_and_the_desk(agreement):
    assert agreement_details(agreement) == [
        "Hours: morning 09:00–13:00, afternoon 14:00–18:00",
        "Desk by the window",
        "For anyone, €8 per half-day",
    ]


@YEAR_BEFORE
def test_hours_and_days_are_written_as_french_writes_them(agreement):
    with translation.override("fr"):
        hours = agreement_details(agreement)[0]
        days = format_dates(agreement)

    assert hours == "Horaires\u00a0: matin 9\u00a0h–13\u00a0h, après-midi 14\u00a0h–18\u00a0h"
    assert days.split("\u00a0; ")[1] == "mardi 4 mai 2027, matin"


@YEAR_BEFORE
def test_when_in_words_says_half_days(agreement):
    assert format_dates(agreement) == "Monday 3 May 2027, all day; Tuesday 4 May 2027, morning"
    assert format_short_dates(agreement) == "3 May 2027, 3 half-days"
