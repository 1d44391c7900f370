"""Rivals at one bill and at one transfer."""

from datetime import date

import pytest

from tests.factories.travel_stories import ExpenseFactory, SeatFactory, an_edit
from tests.rivals import at_once
from travel_stories.collaboration.errors import ChangedMeanwhileError
from travel_stories.trip_expenses.actions import add_expense, change_expense, record_transfer
from travel_stories.trip_expenses.choices import ExpenseKind
from travel_stories.trip_expenses.errors import AccountsMovedError
from travel_stories.trip_expenses.models import Expense
from travel_stories.trip_expenses.selectors.accounts import accounts_of
from travel_stories.trips.models.plans import Change

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2027, 5, 4)


def test_two_change_one_expense_and_the_slower_one_is_told():
    expense = ExpenseFactory()
    seats = [SeatFactory(trip=expense.trip) for _ in range(2)]

    results = at_once(
        *(
            lambda s=seat: change_expense(
                expense=expense, words={"amount": s.pk}, edit=an_edit(s, expense)
            )
            for seat in seats
        )
    )

    (winner,) = [result for result in results if isinstance(result, Expense)]
    assert sum(isinstance(result, ChangedMeanwhileError) for result in results) == 1
    assert Expense.objects.get().amount == winner.amount == sum(winner.owed.values())


def test_one_press_sent_five_times_at_once_is_one_expense():
    zoe = SeatFactory()
    edit = an_edit(zoe)
    words = {
        "title": "Mill",
        "kind": ExpenseKind.LODGING,
        "spent_on": DAY,
        "payer": zoe,
        "amount": 3000,
        "currency": "EUR",
        "shares": {str(zoe.pk): 1},
    }

    at_once(*(lambda: add_expense(trip=zoe.trip, words=words, edit=edit) for _ in range(5)))

    assert Expense.objects.count() == Change.objects.count() == 1


def test_giver_and_receiver_press_at_once_and_the_transfer_is_noted_once():
    zoe = SeatFactory()
    samir = SeatFactory(trip=zoe.trip)
    ExpenseFactory(payer=zoe, of=[zoe, samir])
    number = accounts_of(zoe.trip).number

    results = at_once(
        *(
            lambda s=seat: record_transfer(
                trip=zoe.trip,
                payer=samir,
                receiver=zoe,
                cents=1500,
                on=DAY,
                edit=an_edit(s, based_on=number),
            )
            for seat in (zoe, samir)
        )
    )

    assert sum(isinstance(result, AccountsMovedError) for result in results) == 1
    assert accounts_of(zoe.trip).dues == []
