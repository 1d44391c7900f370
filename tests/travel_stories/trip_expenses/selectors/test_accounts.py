"""Where everybody stands."""

from datetime import date

import pytest
from django.utils import translation

from tests.factories.travel_stories import ExpenseFactory, SeatFactory, TripFactory
from travel_stories.trip_expenses.choices import ExpenseKind
from travel_stories.trip_expenses.exports import expenses_csv
from travel_stories.trip_expenses.selectors.accounts import accounts_of, days_on, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    zoe = SeatFactory(name="Zoé")
    return [zoe, SeatFactory(trip=zoe.trip, name="Samir"), SeatFactory(trip=zoe.trip, name="Jo")]


def standing(trip):
    return {one.member.name: one.cents for one in accounts_of(trip).balances}


def test_accounts_of_says_who_laid_out_and_who_had_what(three):
    zoe, samir, _jo = three
    ExpenseFactory(payer=zoe, of=three, amount=9000)
    ExpenseFactory(payer=samir, of=[zoe, samir], amount=1000, removed_at="2027-05-03T00:00Z")

    accounts = accounts_of(zoe.trip)

    told = {one.member.name: (one.paid, one.had, one.cents) for one in accounts.balances}
    assert told == {"Zoé": (9000, 3000, 6000), "Samir": (0, 3000, -3000), "Jo": (0, 3000, -3000)}
    assert [(due.payer.name, due.receiver.name, due.cents) for due in accounts.dues] == [
        ("Samir", "Zoé", 3000),
        ("Jo", "Zoé", 3000),
    ]


def test_accounts_of_counts_no_repayment_as_spent(three):
    zoe, samir, _jo = three
    ExpenseFactory(payer=zoe, of=[samir], amount=2000)
    ExpenseFactory(payer=samir, of=[zoe], amount=2000, kind=ExpenseKind.REPAYMENT)

    accounts = accounts_of(zoe.trip)

    assert (accounts.total, accounts.dues, accounts.count) == (2000, [], 2)


def test_whoever_left_keeps_a_balance_and_nobody_else_who_left_is_shown(three):
    zoe, samir, _jo = three
    SeatFactory(trip=zoe.trip, left=True, name="Ghost")
    ExpenseFactory(payer=zoe, of=[zoe, samir])
    type(samir).objects.filter(pk=samir.pk).update(left_at="2027-05-04T00:00Z")

    assert standing(zoe.trip) == {"Zoé": 1500, "Samir": -1500, "Jo": 0}


def test_accounts_of_scales_kinds_by_largest_and_places_days(three):
    zoe = three[0]
    ExpenseFactory(payer=zoe, amount=4000, spent_on=date(2027, 5, 3), kind=ExpenseKind.LODGING)
    ExpenseFactory(payer=zoe, amount=1000, spent_on=date(2027, 5, 6), kind=ExpenseKind.MEALS)

    accounts = accounts_of(zoe.trip)

    assert [(bar.cents, bar.share) for bar in accounts.by_kind] == [(4000, 100), (1000, 25)]
    assert [(one.start, one.top, one.height) for one in accounts.by_day] == [
        (0, 0, 60),
        (36, 45, 15),
    ]


def test_accounts_of_tells_what_is_left_or_over_of_the_budget():
    zoe = SeatFactory(trip=TripFactory(budget=5000))
    ExpenseFactory(payer=zoe, amount=4000)
    left = accounts_of(zoe.trip).left_of_budget
    ExpenseFactory(payer=zoe, amount=4000)

    assert (left, accounts_of(zoe.trip).left_of_budget) == (1000, -3000)
    assert accounts_of(SeatFactory().trip).left_of_budget is None


def test_days_on_groups_the_bills_of_a_page_the_newest_first(three):
    zoe = three[0]
    for day in (3, 5, 3):
        ExpenseFactory(payer=zoe, of=three, spent_on=date(2027, 5, day))
    accounts = accounts_of(zoe.trip)

    days = days_on(page_of(accounts, None), accounts)

    assert [(day.date.day, len(day.rows)) for day in days] == [(5, 1), (3, 2)]
    assert days[0].rows[0].people == three


def test_sheet_of_runs_nothing_in_a_spreadsheet(three):
    zoe = three[0]
    type(zoe).objects.filter(pk=zoe.pk).update(name="=cmd|' /C calc'!A0")
    ExpenseFactory(payer=zoe, of=three, title="@SUM(A1)", rate_source=" +1")

    with translation.override("fr"):
        lines = expenses_csv(zoe.trip).removeprefix("\ufeff").splitlines()

    assert "'=cmd|' /C calc'!A0" in lines[0]
    assert "'@SUM(A1)" in lines[1]
    assert "' +1" in lines[1]
    assert lines[1].endswith(";30,00;10,00;10,00;10,00")
