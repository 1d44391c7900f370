"""Months as a host and as everybody sees them."""

from datetime import date

import pytest
import time_machine

from core.values.dates import DateRange
from hosting.calendars.models import CalendarPeriod
from hosting.calendars.presenters.unit_months import (
    NightSelection,
    host_month_of,
    month_from,
    month_of,
    with_selection_links,
)
from hosting.calendars.states import DayState
from tests.factories.hosting import RequestFactory, StayFactory, UnitFactory, held

pytestmark = pytest.mark.django_db

MAY = date(2027, 5, 1)


@pytest.fixture(autouse=True)
def third_of_may():
    with time_machine.travel("2027-05-03 10:00", tick=False):
        yield


def month_for_host(unit, first):
    return host_month_of(unit, first, reader=unit.offer.host)


def states_of(month):
    return {night.date.day: night.state for week in month.weeks for night in week if night}


def unit_in_may():
    """Held from the 10th to the 12th, closed on the 15th, on request from the 20th on."""
    request = RequestFactory(check_in=date(2027, 5, 10), check_out=date(2027, 5, 12))
    held(request)
    for first, last, state in (
        (date(2027, 5, 15), date(2027, 5, 16), DayState.CLOSED),
        (date(2027, 5, 20), date(2027, 6, 20), DayState.ON_REQUEST),
    ):
        CalendarPeriod.objects.create(
            unit=request.unit, check_in=first, check_out=last, state=state
        )
    return request.unit


def test_host_month_of_tells_taken_from_closed():
    states = states_of(month_for_host(unit_in_may(), MAY))

    assert states == (
        dict.fromkeys(range(1, 32), "free")
        | dict.fromkeys((1, 2), "past")
        | dict.fromkeys((10, 11), "taken")
        | {15: "closed"}
        | dict.fromkeys(range(20, 32), "on_request")
    )


def test_month_of_shows_taken_and_closed_alike(django_assert_num_queries):
    unit = unit_in_may()

    with django_assert_num_queries(2):
        states = states_of(month_of(unit, MAY))

    assert [day for day, state in states.items() if state == "taken"] == [10, 11, 15]
    assert [day for day, state in states.items() if state == "closed"] == []


def test_month_of_closes_what_is_out_of_season():
    unit = UnitFactory(stay=StayFactory(season_from=6, season_until=9))

    assert set(states_of(month_for_host(unit, MAY)).values()) == {"past", "closed"}
    assert set(states_of(month_for_host(unit, date(2027, 6, 1))).values()) == {"free"}


def test_a_month_begins_on_a_monday_and_fills_up_its_weeks():
    weeks = month_of(UnitFactory(), MAY).weeks

    assert {len(week) for week in weeks} == {7}
    assert [night and night.date.day for night in weeks[0]] == [None] * 5 + [1, 2]


def test_a_month_leads_to_its_neighbours_as_far_as_people_may_ask():
    unit = UnitFactory()

    now, later = month_of(unit, MAY), month_of(unit, date(2029, 5, 1))

    assert (now.previous_url, now.next_url) == ("", "?month=2027-06#calendar")
    assert (later.previous_url, later.next_url) == ("?month=2029-04#calendar", "")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("2027-06", date(2027, 6, 1)),
        ("2027-05", MAY),
        ("2027-04", MAY),
        ("2035-01", MAY),
        ("2027-13", MAY),
        ("' OR 1=1", MAY),
        ("", MAY),
    ],
)
def test_month_from_takes_this_month_instead_of_nonsense(words, first):
    assert month_from(words) == first


def test_choosing_takes_two_presses():
    unit = unit_in_may()
    month = month_for_host(unit, MAY)

    one = with_selection_links(month, NightSelection.of("2027-05-06", ""), path="/x/")
    both = with_selection_links(month, NightSelection.of("2027-05-06", "2027-05-08"), path="/x/")

    urls = {night.date.day: night.url for week in one.weeks for night in week if night}
    assert urls[5] == "/x/?month=2027-05&first=2027-05-05"
    assert urls[8] == "/x/?month=2027-05&first=2027-05-06&last=2027-05-08"
    assert (urls[2], urls[10]) == ("", "")
    states = states_of(both)
    assert [states[day] for day in (5, 6, 7, 8, 9)] == [
        "free",
        "chosen",
        "between",
        "chosen",
        "free",
    ]


@pytest.mark.parametrize(
    ("first", "last", "choice"),
    [
        ("", "", NightSelection()),
        ("nonsense", "", NightSelection()),
        ("2027-05-06", "", NightSelection(date(2027, 5, 6))),
        ("2027-05-06", "2027-05-01", NightSelection(date(2027, 5, 6))),
        ("2027-05-06", "nonsense", NightSelection()),
    ],
)
def test_choice_of_takes_only_days_in_order(first, last, choice):
    assert NightSelection.of(first, last) == choice


def test_a_night_held_by_somebody_else_is_free_here():
    request = RequestFactory()
    held(request)

    dates = DateRange(request.check_in, request.check_out)
    states = states_of(month_for_host(UnitFactory(stay=request.unit.stay), MAY))

    assert {states[night.day] for night in dates.nights} == {"free"}
