"""Days, amounts and names in the language of the page."""

from datetime import date

from django import template

from core.dates import DateRange
from core.money import Money
from core.words import (
    day_in_words,
    language_in_words,
    money_in_words,
    month_in_words,
    range_in_words,
)

register = template.Library()


@register.filter
def money(amount: Money) -> str:
    """`90 €`, `246,40 €`."""
    return money_in_words(amount)


@register.filter
def day(value: date) -> str:
    """`12 May`."""
    return day_in_words(value)


@register.filter
def weekday(value: date) -> str:
    """`Wednesday 12 May`."""
    return day_in_words(value, weekday=True)


@register.filter
def whole_day(value: date) -> str:
    """`Wednesday 12 May 2027`."""
    return day_in_words(value, weekday=True, year=True)


@register.filter
def dates(value: DateRange) -> str:
    """`12–16 May 2027`."""
    return range_in_words(value)


@register.filter
def month_name(value: date) -> str:
    """`May 2027`."""
    return month_in_words(value)


@register.filter
def initials(name: str) -> str:
    """Two letters at most: `Odile et Marc` gives `OM`."""
    capitals = [word[0] for word in name.split() if word[0].isupper()]
    return "".join(capitals[:2]) or name[:1].upper()


@register.filter
def language_words(code: str) -> str:
    """`French`, `français`: in the language of whoever reads."""
    return language_in_words(code)
