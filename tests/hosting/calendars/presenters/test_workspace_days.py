"""The half-days of a workspace: which are open, free and chosen, and in words."""

from datetime import date

import pytest
import time_machine
from django.utils import translation

from core.values.half_days import HalfDay, parse_half_days
from hosting.calendars.actions.holds import hold_half_days
from hosting.calendars.models import CalendarPeriod
from hosting.calendars.presenters.workspace_days import (
    count_half_days,
    format_half_days,
    workspace_days,
)
from hosting.calendars.states import DayState
from tests.factories.hosting import HALF_DAYS, DeskFactory, WorkspaceFactory

pytestmark = pytest.mark.django_db
TUESDAY = date(2027, 5, 4)


@pytest.fixture(autouse=True)
def saturday_the_first_of_may():
    with time_machine.travel("2027-05-01 10:00", tick=False):
        yield


def free(days):
    return [half.code for day in days for half in day.halves if half.is_free]


def test_workspace_days_shows_the_next_days_on_which_it_is_open():
    desk = DeskFactory(workspace__weekdays=[0, 1], workspace__notice_days=3)

    days = workspace_days(desk.workspace, most=3)

    assert [day.label for day in days] == ["Tuesday 4 May", "Monday 10 May", "Tuesday 11 May"]
    assert [(half.label, half.hours) for half in days[0].halves] == [
        ("Morning", "09:00–13:00"),
        ("Afternoon", "14:00–18:00"),
    ]


def test_workspace_days_is_free_while_one_desk_is():
    desk = DeskFactory()
    other = DeskFactory(workspace=desk.workspace, name="Desk in the corner")
    hold_half_days(unit=desk, half_days=parse_half_days(HALF_DAYS[:2]))
    hold_half_days(unit=other, half_days=parse_half_days(HALF_DAYS[1:2]))
    CalendarPeriod.objects.create(
        unit=other, state=DayState.CLOSED, check_in=TUESDAY, check_out=date(2027, 5, 5)
    )
    hold_half_days(unit=desk, half_days=[HalfDay.parse("2027-05-04.pm")])

    days = workspace_days(desk.workspace, most=2)

    assert free(days) == ["2027-05-03.am", "2027-05-04.am"]


def test_workspace_days_counts_only_desks_for_so_many():
    desk = DeskFactory()
    room = DeskFactory(workspace=desk.workspace, name="Meeting room", sleeps=4)
    hold_half_days(unit=room, half_days=parse_half_days(HALF_DAYS[:1]))

    found = [free(workspace_days(desk.workspace, most=1, party=party)) for party in (1, 2, 5)]

    assert found == [HALF_DAYS[:2], HALF_DAYS[1:2], []]


def test_workspace_days_keeps_chosen_days_that_are_further_on():
    desk = DeskFactory()
    chosen = parse_half_days(["2027-06-01.pm"])

    days = workspace_days(desk.workspace, most=1, chosen=chosen)

    assert [day.day for day in days] == [date(2027, 5, 3), date(2027, 6, 1)]
    assert [half.code for day in days for half in day.halves if half.is_chosen] == ["2027-06-01.pm"]


def test_workspace_days_knows_none_out_of_season():
    workspace = WorkspaceFactory(season_from=7, season_until=8)

    days = workspace_days(workspace, most=1)

    assert [day.day for day in days] == [date(2027, 7, 1)]


@pytest.mark.parametrize("count", [1, 3])
def test_workspace_days_reads_as_often_for_any_number_of_desks(count, django_assert_num_queries):
    workspace = WorkspaceFactory()
    for number in range(count):
        DeskFactory(workspace=workspace, name=f"Desk {number}")

    with django_assert_num_queries(3):
        workspace_days(workspace)


def test_half_days_in_words():
    half_days = parse_half_days(HALF_DAYS)

    assert format_half_days(half_days) == "Monday 3 May, all day; Tuesday 4 May, morning"
    assert [count_half_days(half_days), count_half_days(half_days[:1])] == [
        "3 half-days",
        "1 half-day",
    ]
    with translation.override("fr"):
        assert "journée\xa0; mardi" in format_half_days(half_days)
