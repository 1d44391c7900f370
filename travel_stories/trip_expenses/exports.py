"""The expenses as a table for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from core.text.spreadsheets import BYTE_ORDER_MARK, escape_formula
from core.values.money import money_of
from travel_stories.trip_expenses.models import Expense
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip


def expenses_csv(trip: Trip) -> str:
    """A line an expense, a column a person. Signs and decimals as the language writes them."""
    seats = list(trip.members.all())
    names = {seat.pk: seat for seat in seats}
    written = StringIO()
    sign = str(get_format("DECIMAL_SEPARATOR"))
    writer = csv.writer(written, delimiter=";" if sign == "," else ",")
    writer.writerow(map(escape_formula, _heads(trip, seats)))
    expenses = trip.expenses.present().order_by("spent_on", "pk")
    for expense in expenses.iterator(chunk_size=500):
        writer.writerow(map(escape_formula, _line(expense, seats, names, sign)))
    return BYTE_ORDER_MARK + written.getvalue()


def _heads(trip: Trip, seats: Iterable[TripMember]) -> list[str]:
    return [
        _("Day"),
        _("What it was for"),
        _("Type"),
        _("Who paid"),
        _("Amount"),
        _("Currency"),
        _("Exchange rate"),
        _("Source of the rate"),
        _("Amount in %(unit)s") % {"unit": trip.currency},
        *(seat.name for seat in seats),
    ]


def _line(
    expense: Expense, seats: Iterable[TripMember], names: dict[int, TripMember], sign: str
) -> list[str]:
    parts = (expense.owed.get(str(seat.pk)) for seat in seats)
    return [
        expense.spent_on.isoformat(),
        expense.title,
        str(expense.get_kind_display()),
        names[expense.payer_id].name,
        _number(money_of(expense.amount, expense.currency).amount, sign),
        expense.currency,
        "" if expense.rate is None else _number(expense.rate.normalize(), sign),
        expense.rate_source,
        _number(money_of(expense.cents, expense.unit).amount, sign),
        *(
            "" if part is None else _number(money_of(part, expense.unit).amount, sign)
            for part in parts
        ),
    ]


def _number(amount: Decimal, sign: str) -> str:
    return f"{amount:f}".replace(".", sign)
