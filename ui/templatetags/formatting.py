"""Days, amounts and names in the language of the page."""

from datetime import date

from django import template

from core.text.formatting import (
    format_date_range,
    format_day,
    format_money,
    format_month,
    language_name,
)
from core.values.dates import DateRange
from core.values.money import Money

register = template.Library()


@register.filter
def money(amount: Money) -> str:
    """`90 €`, `246,40 €`."""
    return format_money(amount)


@register.filter
def day(value: date) -> str:
    """`12 May`."""
    return format_day(value)


@register.filter
def weekday(value: date) -> str:
    """`Wednesday 12 May`."""
    return format_day(value, weekday=True)


@register.filter
def whole_day(value: date) -> str:
    """`Wednesday 12 May 2027`."""
    return format_day(value, weekday=True, year=True)


@register.filter
def dates(value: DateRange) -> str:
    """`12–16 May 2027`."""
    return format_date_range(value)


@register.filter
def month_name(value: date) -> str:
    """`May 2027`."""
    return format_month(value)


@register.filter
def initials(name: str) -> str:
    """Two letters at most: `Odile et Marc` gives `OM`."""
    capitals = [word[0] for word in name.split() if word[0].isupper()]
    return "".join(capitals[:2]) or name[:1].upper()


@register.filter
def language_words(code: str) -> str:
    """`French`, `français`: in the language of whoever reads."""
    return language_name(code)
