"""Days, amounts, lists and countries as a person reads them, in the language of the page."""

from collections.abc import Iterable
from datetime import date, datetime, time, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, get_currency_symbol
from babel.units import format_unit
from django.conf import settings
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import get_language, gettext, ngettext, pgettext

from core.values.dates import DateRange
from core.values.money import Money, exponent_of, money_of

BRITISH = "en-GB"  # day before month, as all over Europe
MEGABYTE: Final = 999_950  # what one decimal rounds up to one
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


def format_file_size(size: int) -> str:
    """Bytes in decimal units, as phones and desktops say them: `41,1 ko`, `2 MB`."""
    exponent, unit = (6, "megabyte") if size >= MEGABYTE else (3, "kilobyte")
    share = Decimal(size).scaleb(-exponent).quantize(Decimal("0.1"), ROUND_HALF_UP)
    words = format_unit(share, f"digital-{unit}", "short", "#,##0.#", _locale())
    return str(words).replace(NARROW_SPACE, WIDE_SPACE)


def currency_name(code: str) -> str:
    """`Swiss franc`, of its ISO code."""
    return str(_locale().currencies.get(code, code))


def format_day(day: date, *, weekday: bool = False) -> str:
    """`Friday 4 December` in this calendar year, `4 December 2027` in any other.

    The one rule for dates that people read, on pages and in emails, text messages and calendar
    files: a date of this year has its weekday, another one its year. With `weekday` both, where
    somebody has to be somewhere: `Friday 3 December 2027`. What is kept, and read in another year,
    has `format_full_day`. Of a moment, the day that it is in the current time zone.
    """
    if _is_this_year(day := _day_of(day)):
        return _format_day(day, "EEEE d MMMM")
    return _format_day(day, "EEEE d MMMM y" if weekday else "d MMMM y")


def format_short_day(day: date) -> str:
    """`Fri 4 Dec`, `4 Dec 2027`: the rule of `format_day`, for tables and cards."""
    day = _day_of(day)
    return _format_day(day, "EEE d MMM" if _is_this_year(day) else "d MMM y")


def format_full_day(day: date) -> str:
    """`Friday 4 December 2026` in any year: for agreements, decisions, paper and files."""
    return _format_day(_day_of(day), "EEEE d MMMM y")


def format_moment(moment: datetime, zone: tzinfo | None = None) -> str:
    """`Saturday 5 December at 09:00` by the clocks of `zone`, or of the current time zone."""
    local = timezone.localtime(moment, zone)
    return _in_sentence(format_day(local.date(), weekday=True), local)


def format_short_moment(moment: datetime, zone: tzinfo | None = None) -> str:
    """`Sat 5 Dec, 09:00`, for tables and lists."""
    local = timezone.localtime(moment, zone)
    return _in_table(format_short_day(local.date()), local)


def format_full_moment(moment: datetime, zone: tzinfo | None = None) -> str:
    """`Saturday 5 December 2026 at 09:00` in any year, as `format_full_day`."""
    local = timezone.localtime(moment, zone)
    return _in_sentence(format_full_day(local.date()), local)


def format_time(moment: time | datetime) -> str:
    """`09:00`; `9 h` and `9 h 30` in French, which leaves out the minutes of a full hour."""
    return _time(moment.hour, moment.minute, get_language())


@lru_cache(maxsize=500)  # most things begin at a full or half hour
def _time(hour: int, minute: int, _language: str | None) -> str:
    full = pgettext("format of a full hour", "H:i")
    return time_format(time(hour, minute), None if minute else full)


def _in_sentence(day: str, local: datetime) -> str:
    language = get_language()
    words = {"day": day, "time": _time(local.hour, local.minute, language)}
    return _day_at_time(language) % words


def _in_table(day: str, local: datetime) -> str:
    language = get_language()
    words = {"day": day, "time": _time(local.hour, local.minute, language)}
    return _day_and_time(language) % words


@cache
def _day_at_time(_language: str | None) -> str:
    return gettext("%(day)s at %(time)s")


@cache
def _day_and_time(_language: str | None) -> str:
    return gettext("%(day)s, %(time)s")


def _day_of(day: date) -> date:
    return timezone.localdate(day) if isinstance(day, datetime) else day


def _is_this_year(day: date) -> bool:
    return day.year == timezone.localdate().year


def format_hours(hours: int) -> str:
    """`5 days` for what is whole days from two on, else `36 hours`."""
    days, rest = divmod(hours, 24)
    if days > 1 and not rest:
        return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}
    return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}


def format_month(day: date) -> str:
    """`May 2027`, as a title: with a capital."""
    words = format_date(day, "LLLL y", _locale())
    return words[:1].upper() + words[1:]


def format_short_month(day: date) -> str:
    """`Jun`, `juin`, `juil.`: below the bars of a year."""
    return format_date(day, "LLL", _locale())


def format_date_range(dates: DateRange) -> str:
    """`Friday 11 – Sunday 13 December`, `11–13 December 2027`: the rule of `format_day`.

    What both days share is said once.
    """
    first, last = dates.check_in, dates.check_out
    same_month = (first.year, first.month) == (last.year, last.month)
    if _is_this_year(first) and _is_this_year(last):
        beginning = _format_day(first, "EEEE d") if same_month else format_day(first)
        return f"{beginning} – {format_day(last)}"
    return _range_with_years(dates, "MMMM")


def format_short_date_range(dates: DateRange) -> str:
    """`11–13 Dec`, `11–13 Dec 2027`: for chips, tables and cards, without weekdays."""
    first, last = dates.check_in, dates.check_out
    if not (_is_this_year(first) and _is_this_year(last)):
        return _range_with_years(dates, "MMM")
    if first.month == last.month:
        return f"{_format_day(first, 'd')}–{_format_day(last, 'd MMM')}"
    return f"{_format_day(first, 'd MMM')} – {_format_day(last, 'd MMM')}"


def _range_with_years(dates: DateRange, month: str) -> str:
    first, last = dates.check_in, dates.check_out
    end = _format_day(last, f"d {month} y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{_format_day(first, 'd')}–{end}"
    year = "" if first.year == last.year else " y"
    return f"{_format_day(first, f'd {month}{year}')} – {end}"


def format_ages(youngest: int | None, oldest: int | None = None) -> str:
    """`aged 5 to 12`, `aged 5 and over`, `aged up to 12`, `aged 5`; nothing without a limit.

    Args:
        youngest: age in whole years; None where there is no lower limit.
        oldest: the same for the upper limit.
    """
    if youngest is not None and oldest is not None and youngest != oldest:
        words = {"youngest": youngest, "oldest": oldest}
        sentence = ngettext(
            "aged %(youngest)s to %(oldest)s", "aged %(youngest)s to %(oldest)s", oldest
        )
        return sentence % words
    if youngest is not None and youngest == oldest:
        return ngettext("aged %(age)s", "aged %(age)s", youngest) % {"age": youngest}
    if youngest is not None:
        sentence = ngettext("aged %(age)s and over", "aged %(age)s and over", youngest)
        return sentence % {"age": youngest}
    if oldest is not None:
        return ngettext("aged up to %(age)s", "aged up to %(age)s", oldest) % {"age": oldest}
    return ""


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
