"""Days, amounts, lists and countries as a person reads them, in the language of the page."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, get_currency_symbol
from django.conf import settings
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import get_language

from core.values.dates import DateRange
from core.values.money import Money, exponent_of, money_of

BRITISH = "en-GB"  # day before month, as all over Europe
NARROW_SPACE, WIDE_SPACE = "\u202f", "\u00a0"  # our typefaces only have the wide one


def format_money(money: Money) -> str:
    """Whole amounts go without decimals: `90 €`, but `246,40 €`."""
    return _money(money, _language())


@lru_cache(maxsize=1_000)  # prices come back from page to page
def _money(money: Money, language: str) -> str:
    locale = _locale_of(language)
    pattern = locale.currency_formats["standard"].pattern
    if money.amount == money.amount.to_integral_value():
        pattern = pattern.replace(".00", "")
    if get_currency_symbol(money.currency, locale).isalpha():
        pattern = pattern.replace("¤#", f"¤{WIDE_SPACE}#")
    words = format_currency(money.amount, money.currency, pattern, locale, currency_digits=False)
    return words.replace(NARROW_SPACE, WIDE_SPACE)


def format_amount(units: int, currency: str) -> str:
    """Minor units with every decimal, so that a column of them can be compared: `84,00 €`."""
    return _sum(units, currency, _language())


@lru_cache(maxsize=1_000)
def _sum(units: int, currency: str, language: str) -> str:
    locale = _locale_of(language)
    pattern = locale.currency_formats["standard"].pattern
    decimals = exponent_of(currency)
    pattern = pattern.replace(".00", f".{'0' * decimals}" if decimals else "")
    if get_currency_symbol(currency, locale).isalpha():
        pattern = pattern.replace("¤#", f"¤{WIDE_SPACE}#")
    amount = money_of(units, currency).amount
    words = format_currency(amount, currency, pattern, locale, currency_digits=False)
    return words.replace(NARROW_SPACE, WIDE_SPACE)


def currency_name(code: str) -> str:
    """`Swiss franc`, of its ISO code."""
    return str(_locale().currencies.get(code, code))


def format_day(day: date, *, weekday: bool = False, year: bool = False) -> str:
    """`12 May`, with its weekday and year where they help. Of a moment, the day that it is here."""
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    return _format_day(day, f"{'EEEE ' if weekday else ''}d MMMM{' y' if year else ''}")


def format_moment(moment: datetime, zone: tzinfo) -> str:
    """`Saturday 5 December, 09:00` by the clocks of `zone`; its year where that isn't this one."""
    local = moment.astimezone(zone)
    another_year = local.year != timezone.localdate().year
    day = format_day(local.date(), weekday=True, year=another_year)
    return f"{day}, {time_format(local)}"


def format_month(day: date) -> str:
    """`May 2027`, as a title: with a capital."""
    words = format_date(day, "LLLL y", _locale())
    return words[:1].upper() + words[1:]


def format_date_range(dates: DateRange) -> str:
    """`12–16 May 2027`: what both days share is said once."""
    first, last = dates.check_in, dates.check_out
    end = format_day(last, year=True)
    if (first.year, first.month) == (last.year, last.month):
        return f"{_format_day(first, 'd')}–{end}"
    return f"{format_day(first, year=first.year != last.year)} – {end}"


def format_or_list(names: Iterable[str]) -> str:
    """`Tours, Loches or Chinon`."""
    return str(format_list(list(names), style="or", locale=_locale()))


def format_and_list(names: Iterable[str]) -> str:
    """`Tours, Loches and Chinon`."""
    return str(format_list(list(names), style="standard", locale=_locale()))


def country_name(code: str) -> str:
    """`Italy`, of its ISO code; the code itself where nobody named the country yet."""
    return str(_locale().territories.get(code, code))


def _format_day(day: date, pattern: str) -> str:
    return _format_day_in(_language(), day, pattern)


@lru_cache(maxsize=1_000)  # the same days stand on every card
def _format_day_in(language: str, day: date, pattern: str) -> str:
    locale = _locale_of(language)
    if locale.language == "fr" and day.day == 1:
        pattern = pattern.replace("d", "d'er'", 1)
    return format_date(day, pattern, locale)


def _locale() -> Locale:
    return _locale_of(_language())


def _language() -> str:
    return get_language() or "en"


@cache
def _locale_of(language: str) -> Locale:
    return Locale.parse(BRITISH if language == "en" else language, sep="-")


def language_name(code: str) -> str:
    """In the language of whoever reads: French writes it small."""
    name = str(dict(settings.LANGUAGES_SPOKEN).get(code, code))
    return name.lower() if get_language() == "fr" else name
