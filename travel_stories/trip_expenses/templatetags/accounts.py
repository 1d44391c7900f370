"""Sums, balances and bills in the words of the page."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_amount
from travel_stories.trip_expenses.choices import ExpenseKind
from travel_stories.trip_expenses.selectors.accounts import Balance, ExpenseRow, name_of
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.templatetags.trips import names_in_words

register = template.Library()

NAMED = 3  # more people than this are counted
ICONS = {
    ExpenseKind.LODGING: "bed",
    ExpenseKind.MEALS: "basket",
    ExpenseKind.TRAVEL: "train",
    ExpenseKind.VISITS: "flag",
    ExpenseKind.GEAR: "bike",
    ExpenseKind.OTHER: "wallet",
    ExpenseKind.REPAYMENT: "swap",
}


@register.filter
def sum_in(units: int, currency: str) -> str:
    """Minor units as an amount: `84,00 €`."""
    return format_amount(units, currency)


@register.filter
def kind_icon(kind: str) -> str:
    return ICONS[ExpenseKind(kind)]


@register.filter
def for_whom(row: ExpenseRow) -> str:
    """`Camille, for Samir and Zoé`, `Camille, for six`."""
    who = {"payer": row.payer.name}
    if row.expense.is_repayment:
        return _("%(payer)s to %(receiver)s") % (who | {"receiver": row.people[0].name})
    if len(row.people) <= NAMED:
        people = names_in_words([person.name for person in row.people])
        return _("%(payer)s, for %(people)s") % (who | {"people": people})
    sentence = ngettext(
        "%(payer)s, for %(n)s person", "%(payer)s, for %(n)s people", len(row.people)
    )
    return sentence % (who | {"n": len(row.people)})


@register.filter
def standing(balance: Balance, currency: str) -> str:
    """`gets back 12,00 €`, `owes 3,50 €`, `quits`."""
    params = {"sum": format_amount(abs(balance.cents), currency)}
    if balance.cents > 0:
        return _("is owed %(sum)s") % params
    return _("owes %(sum)s") % params if balance.cents else _("settled up")


@register.filter
def my_standing(balance: Balance | None, currency: str) -> str:
    """The same, said to the person."""
    if balance is None or not balance.cents:
        return _("You’re all settled up.")
    params = {"sum": format_amount(abs(balance.cents), currency)}
    return (_("You’re owed %(sum)s.") if balance.cents > 0 else _("You owe %(sum)s.")) % params


@register.filter
def seat_name(member: TripMember) -> str:
    return name_of(member)


@register.filter
def size_of(units: int) -> int:
    """How much it is, whichever way."""
    return abs(units)
