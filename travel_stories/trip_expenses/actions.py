"""Expenses and repayments are noted, changed and taken out. No money passes through here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from commons.audit import actions as audit
from core.permissions import SYSTEM, require
from core.text.formatting import format_amount
from core.values.money import converted, currency_codes
from travel_stories.collaboration.actions.changes import (
    find_earlier,
    record_addition,
    record_change,
    record_removal,
    record_restoration,
    require_unchanged,
)
from travel_stories.collaboration.choices import Verb
from travel_stories.trip_expenses.choices import ExpenseKind, Split
from travel_stories.trip_expenses.errors import (
    AccountsMovedError,
    AmountError,
    CurrencyUnknownError,
    NobodyChosenError,
    RateMissingError,
    RateOutOfRangeError,
    SamePersonError,
    ShareError,
    SharesDontAddUpError,
    StrangerInAccountsError,
    TooManyExpensesError,
)
from travel_stories.trip_expenses.models import Expense
from travel_stories.trip_expenses.validators import MOST_EXPENSES, MOST_UNITS, MOST_WEIGHT
from travel_stories.trips.actions.plans import lock_trip_expenses
from travel_stories.trips.errors.plans import PartGoneError
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import TripEdit
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.validators import MOST_HEADS

NINE_DECIMALS: Final = Decimal("1e-9")
MOST_RATE: Final = Decimal(10**9)


@transaction.atomic
def add_expense(*, trip: Trip, words: Mapping[str, Any], edit: TripEdit) -> Expense:
    """Note what somebody paid and for whom. Raises a refusal of `errors`."""
    require(edit.by, "trip_expenses.change_money", trip)

    trip = lock_trip_expenses(trip)
    if known := find_earlier(edit):
        return Expense.objects.get(pk=known.part)
    if trip.expenses.present().count() >= MOST_EXPENSES:
        raise TooManyExpensesError(most=MOST_EXPENSES)

    return _put_in(trip, words, edit)


@transaction.atomic
def change_expense(*, expense: Expense, words: Mapping[str, Any], edit: TripEdit) -> Expense:
    """Write an expense anew, unless somebody else did so meanwhile: ChangedMeanwhileError."""
    require(edit.by, "trip_expenses.change_money", expense.trip)

    trip = lock_trip_expenses(expense.trip)
    expense = _locked(expense, trip)
    if not expense.is_present:
        raise PartGoneError(part=expense)
    if find_earlier(edit):
        return expense
    require_unchanged(expense, edit)

    before = expense.snapshot()
    _fill(expense, words, _seats(trip))
    change = record_change(
        trip, expense, Verb.CHANGED, edit, before=before, after=expense.snapshot()
    )
    expense.version = change.number
    expense.save()
    return expense


@transaction.atomic
def remove_expense(*, expense: Expense, edit: TripEdit) -> Expense:
    """Take an expense out of the accounts. It can be brought back."""
    require(edit.by, "trip_expenses.change_money", expense.trip)

    trip = lock_trip_expenses(expense.trip)
    expense = _locked(expense, trip)
    if find_earlier(edit) or not expense.is_present:
        return expense
    require_unchanged(expense, edit)

    record_removal(trip, expense, edit)
    return expense


@transaction.atomic
def restore_expense(*, expense: Expense, edit: TripEdit) -> Expense:
    """Bring an expense back as it was. Raises CurrencyChangedError."""
    require(edit.by, "trip_expenses.change_money", expense.trip)

    trip = lock_trip_expenses(expense.trip)
    expense = _locked(expense, trip)
    if find_earlier(edit) or expense.is_present:
        return expense

    expense.removed_at = None
    expense.fit(trip)
    record_restoration(trip, expense, edit)
    expense.save()
    return expense


@transaction.atomic
def record_transfer(
    *, trip: Trip, payer: TripMember, receiver: TripMember, cents: int, on: date, edit: TripEdit
) -> Expense:
    """Note that a transfer which the accounts asked for was made.

    It was asked for by the accounts as they were at number `edit.based_on`; after any later change,
    another press on the same transfer included, it is AccountsMovedError.
    """
    require(edit.by, "trip_expenses.change_money", trip)

    trip = lock_trip_expenses(trip)
    if known := find_earlier(edit):
        return Expense.objects.get(pk=known.part)
    if edit.based_on < newest_of(trip):
        raise AccountsMovedError

    return _put_in(trip, repayment(trip, payer, receiver, cents, on), edit)


@transaction.atomic
def import_expenses(*, trip: Trip, bills: Sequence[Mapping[str, Any]], by: TripMember) -> None:
    """Put the accounts of a file into a trip that begins: it is where their history begins."""
    require(by, "trip_expenses.change_money", trip)

    trip = lock_trip_expenses(trip)
    if trip.expenses.count() + len(bills) > MOST_EXPENSES:
        raise TooManyExpensesError(most=MOST_EXPENSES)

    seats = _seats(trip)
    Expense.objects.bulk_create(
        _fill(Expense(trip=trip, unit=trip.currency), words, seats) for words in bills
    )


@transaction.atomic
def count_heads(*, member: TripMember, heads: int, by: TripMember) -> TripMember:
    """Say for how many people a seat stands. Bills that are split already stay as they are."""
    require(by, "trip_expenses.change_money", member.trip)

    trip = lock_trip_expenses(member.trip)
    member = trip.members.locked(member.pk)
    if not 1 <= heads <= MOST_HEADS:
        raise ShareError

    member.heads = heads
    member.save(update_fields=["heads"])
    audit.record(by.person or SYSTEM, "trip.heads_counted", trip, member=member.pk, heads=heads)
    return member


def repayment(
    trip: Trip, payer: TripMember, receiver: TripMember, amount: int, on: date
) -> dict[str, Any]:
    """The words of a repayment in the currency of the trip."""
    return {
        "title": str(ExpenseKind.REPAYMENT.label),  # no name: a name leaves with its account
        "kind": ExpenseKind.REPAYMENT,
        "spent_on": on,
        "payer": payer,
        "amount": amount,
        "currency": trip.currency,
        "split": Split.EQUAL,
        "shares": {str(receiver.pk): 1},
    }


def newest_of(trip: Trip) -> int:
    """The number of the last change of any expense of this trip."""
    return int(trip.expenses.aggregate(newest=Max("version"))["newest"] or 0)


def _put_in(trip: Trip, words: Mapping[str, Any], edit: TripEdit) -> Expense:
    expense = _fill(Expense(trip=trip, unit=trip.currency), words, _seats(trip))
    expense.save()
    record_addition(trip, expense, edit)
    return expense


def _locked(expense: Expense, trip: Trip) -> Expense:
    expense = Expense.objects.filter(trip=trip).locked(expense.pk)
    expense.trip = trip
    return expense


def _seats(trip: Trip) -> set[str]:
    """Seats of this trip, also those of people who left it: their debts stay."""
    return {str(seat) for seat in trip.members.values_list("pk", flat=True)}


def _fill(expense: Expense, words: Mapping[str, Any], seats: set[str]) -> Expense:
    expense.assign_words(words)
    _require_amount(expense)
    if not expense.shares:
        raise NobodyChosenError
    if not {*expense.shares, str(expense.payer_id)} <= seats:
        raise StrangerInAccountsError
    if expense.is_repayment and list(expense.shares) == [str(expense.payer_id)]:
        raise SamePersonError
    exact = expense.split == Split.EXACT
    most = MOST_UNITS if exact else MOST_WEIGHT
    weights = list(expense.shares.values())
    if not all(type(weight) is int and 1 <= weight <= most for weight in weights):
        raise ShareError
    if exact and sum(weights) != expense.amount:
        raise SharesDontAddUpError(
            shares=format_amount(sum(weights), expense.currency),
            bill=format_amount(expense.amount, expense.currency),
        )
    expense.reckon()
    return expense


def _require_amount(expense: Expense) -> None:
    """In its own currency and in the trip's; the rate is only kept where it says something."""
    if expense.currency not in currency_codes():
        raise CurrencyUnknownError
    if not 1 <= expense.amount <= MOST_UNITS:
        raise AmountError(most=format_amount(MOST_UNITS, expense.currency))
    if not expense.is_foreign:
        expense.rate, expense.rate_source = None, ""
        return
    if expense.rate is None:
        raise RateMissingError(currency=expense.currency, unit=expense.unit)
    if not NINE_DECIMALS <= expense.rate < MOST_RATE:
        raise RateOutOfRangeError
    expense.rate = expense.rate.quantize(NINE_DECIMALS)
    cents = converted(expense.amount, expense.rate, of=expense.currency, into=expense.unit)
    if not 1 <= cents <= MOST_UNITS:
        raise RateOutOfRangeError
