"""Expenses as parts of a trip."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from travel_stories.trip_expenses.actions import restore_expense
from travel_stories.trip_expenses.models import Expense
from travel_stories.trip_expenses.presenters import expense_in_words
from travel_stories.trips.currencies import register_currency
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.part_kinds import PartKind, register_part_kind
from travel_stories.trips.trip_tabs import TripTab, register_trip_tab


def unit_of(trip: Trip) -> str | None:
    """The currency that the expenses of a trip are reckoned in."""
    return Expense.objects.present().filter(trip=trip).values_list("unit", flat=True).first()


register_part_kind(
    PartKind(
        Expense,
        restore=lambda part, edit: restore_expense(expense=part, edit=edit),
        page="money",
        format_field=expense_in_words,
    )
)
register_trip_tab(TripTab("money", _("Money"), "money", 50, "wallet", in_bar=True, is_kept=True))
register_currency(unit_of)
