"""Days, amounts and names in the language of the page."""

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from phonenumber_field.phonenumber import to_python

from core.text.formatting import (
    format_date_range,
    format_day,
    format_file_size,
    format_full_day,
    format_full_moment,
    format_hours,
    format_moment,
    format_money,
    format_month,
    format_short_day,
    format_short_moment,
    language_name,
)
from core.values.dates import DateRange
from core.values.money import Money

register = template.Library()

FRENCH_PREFIX = 33


@register.filter
def file_size(size: int) -> str:
    """Bytes: `41,1 ko`."""
    return format_file_size(size)


@register.filter
def money(amount: Money) -> str:
    """`90 €`, `246,40 €`."""
    return format_money(amount)


@register.filter
def day(value: date | None) -> str:
    """`Wednesday 12 May`, `12 May 2028`: the rule for dates (`core.text.formatting`)."""
    return format_day(value) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """`Wednesday 12 May`, `Friday 12 May 2028`: the weekday in any year."""
    return format_day(value, weekday=True) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """`Wed 12 May`, `12 May 2028`."""
    return format_short_day(value) if value else ""


@register.filter
def full_day(value: date | None) -> str:
    """`Wednesday 12 May 2027` in any year, on what is kept."""
    return format_full_day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """`Wednesday 12 May at 18:28`."""
    return format_moment(value) if value else ""


@register.filter
def short_moment(value: datetime | None) -> str:
    """`Wed 12 May, 18:28`."""
    return format_short_moment(value) if value else ""


@register.filter
def full_moment(value: datetime | None) -> str:
    """`Wednesday 12 May 2027 at 18:28` in any year, on what is kept."""
    return format_full_moment(value) if value else ""


@register.filter
def dates(value: DateRange) -> str:
    """`Wednesday 12 – Sunday 16 May`, `12–16 May 2028`."""
    return format_date_range(value)


@register.filter
def hours_in_words(hours: int) -> str:
    """`5 days`, or `36 hours`."""
    return format_hours(hours)


@register.filter
def month_name(value: date) -> str:
    """`May 2027`."""
    return format_month(value)


@register.filter
def initials(name: str) -> str:
    """Of a person's name, two letters at most: `Odile et Marc` gives `OM`; nothing without any.

    The name of a closed account is `…`: it has none.
    """
    words = [word for word in str(name).split() if word[0].isalpha()]
    capitals = [word[0] for word in words if word[0].isupper()]
    return "".join(capitals[:2]) or "".join(word[0].upper() for word in words[:1])


@register.filter
def names_in_words(names: Sequence[str]) -> SafeString:
    """`Jules and Nadia`; each name keeps its own direction, whatever stands beside it."""
    isolated = [format_html("<bdi>{}</bdi>", name) for name in names]
    if len(isolated) < 2:
        return isolated[0] if isolated else SafeString()
    first = format_html_join(", ", "{}", ((name,) for name in isolated[:-1]))
    return format_html(_("{names} and {last}"), names=first, last=isolated[-1])


@register.filter
def phone_words(number: str) -> str:
    """`06 12 34 56 78`, `+44 20 7946 0958` from abroad: for reading. What isn't a number stays."""
    phone = to_python(number)
    if not phone or not phone.is_valid():
        return str(number)
    is_french = phone.country_code == FRENCH_PREFIX
    return str(phone.as_national if is_french else phone.as_international).replace(" ", "\u00a0")


@register.filter
def language_words(code: str) -> str:
    """`French`, `français`: in the language of whoever reads."""
    return language_name(code)
