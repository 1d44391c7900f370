"""Days, amounts, lists and countries, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import translation
from django.utils.formats import date_format

from core.text.formatting import (
    country_name,
    currency_name,
    format_ages,
    format_amount,
    format_and_list,
    format_date_range,
    format_day,
    format_file_size,
    format_full_day,
    format_full_moment,
    format_hours,
    format_moment,
    format_money,
    format_month,
    format_or_list,
    format_short_date_range,
    format_short_day,
    format_short_moment,
)
from core.values.dates import DateRange
from core.values.money import Money


@pytest.mark.parametrize(
    ("language", "amount", "currency", "words"),
    [
        ("en", "90", "EUR", "€90"),
        pytest.param("en", "246.40", "EUR", "€246.40", id="en-cents"),
        ("en", "3", "GARE", "GARE\u00a03"),
        pytest.param("fr", "90.00", "EUR", "90\u00a0€", id="fr-whole"),
        pytest.param("fr", "1246.40", "EUR", "1\u00a0246,40\u00a0€", id="fr-cents"),
        ("fr", "3", "GARE", "3\u00a0GARE"),
    ],
)
def test_money_in_words_drops_decimals_of_whole_sums(language, amount, currency, words):
    money = Money(Decimal(amount), currency)

    with translation.override(language):
        said = format_money(money)

    assert said == words


THIS_YEAR = date(2026, 12, 4)
ANOTHER = date(2027, 12, 1)


@pytest.fixture
def november():
    """The last day of November 2026."""
    with time_machine.travel("2026-11-30 10:00", tick=False):
        yield


@pytest.mark.parametrize(
    ("language", "way", "this_year", "another"),
    [
        pytest.param("en", format_day, "Friday 4 December", "1 December 2027", id="day"),
        pytest.param("fr", format_day, "vendredi 4 décembre", "1er décembre 2027", id="jour"),
        pytest.param(
            "en",
            partial(format_day, weekday=True),
            "Friday 4 December",
            "Wednesday 1 December 2027",
            id="weekday",
        ),
        pytest.param(
            "fr",
            partial(format_day, weekday=True),
            "vendredi 4 décembre",
            "mercredi 1er décembre 2027",
            id="semaine",
        ),
        pytest.param("en", format_short_day, "Fri 4 Dec", "1 Dec 2027", id="short"),
        pytest.param("fr", format_short_day, "ven. 4 déc.", "1er déc. 2027", id="court"),
        pytest.param(
            "en",
            format_full_day,
            "Friday 4 December 2026",
            "Wednesday 1 December 2027",
            id="full",
        ),
        pytest.param(
            "fr",
            format_full_day,
            "vendredi 4 décembre 2026",
            "mercredi 1er décembre 2027",
            id="entier",
        ),
    ],
)
def test_day_of_this_year_has_its_weekday_and_another_its_year(
    november, language, way, this_year, another
):
    with translation.override(language):
        assert [way(THIS_YEAR), way(ANOTHER)] == [this_year, another]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        pytest.param(date(2026, 1, 1), "Thursday 1 January", id="first"),
        pytest.param(date(2026, 12, 31), "Thursday 31 December", id="last"),
        pytest.param(date(2027, 1, 1), "1 January 2027", id="next"),
        pytest.param(date(2025, 12, 31), "31 December 2025", id="before"),
    ],
)
def test_day_belongs_to_the_calendar_year(november, day, words):
    assert format_day(day) == words


def test_day_in_words_of_a_moment_is_the_day_that_it_is_here(november):
    late = datetime(2026, 12, 4, 23, 30, tzinfo=UTC)  # half past midnight in Paris

    assert format_day(late) == "Saturday 5 December"


@pytest.mark.parametrize(
    ("language", "way", "words"),
    [
        pytest.param("en", format_moment, "Saturday 5 December at 10:00", id="en"),
        pytest.param("fr", format_moment, "samedi 5 décembre à 10\u00a0h", id="fr"),
        pytest.param("en", format_short_moment, "Sat 5 Dec, 10:00", id="en-short"),
        pytest.param("fr", format_short_moment, "sam. 5 déc. à 10\u00a0h", id="fr-short"),
        pytest.param("en", format_full_moment, "Saturday 5 December 2026 at 10:00", id="en-full"),
    ],
)
def test_moment_in_words_joins_day_and_time_as_the_language_does(november, language, way, words):
    moment = datetime(2026, 12, 5, 9, 0, tzinfo=UTC)

    with translation.override(language):
        assert way(moment, ZoneInfo("Europe/Paris")) == words


def test_moment_of_another_year_keeps_its_weekday(november):
    moment = datetime(2027, 12, 4, 9, 0, tzinfo=UTC)

    assert format_moment(moment, ZoneInfo("Europe/Helsinki")) == "Saturday 4 December 2027 at 11:00"
    assert format_short_moment(moment) == "4 Dec 2027, 10:00"


@pytest.mark.parametrize(
    ("language", "name", "words"),
    [
        pytest.param("en", "DATETIME_FORMAT", "3 December 2026, 14:12", id="en-long"),
        pytest.param("fr", "DATETIME_FORMAT", "3 décembre 2026 à 14\u00a0h\u00a012", id="fr-long"),
        pytest.param("en", "SHORT_DATETIME_FORMAT", "03/12/2026 14:12", id="en-short"),
        pytest.param(
            "fr", "SHORT_DATETIME_FORMAT", "03/12/2026 à 14\u00a0h\u00a012", id="fr-short"
        ),
    ],
)
def test_formats_of_templates_join_day_and_time_by_language(language, name, words):
    with translation.override(language):
        said = date_format(datetime(2026, 12, 3, 14, 12, tzinfo=UTC), name)

    assert said == words


def test_day_in_words_speaks_english_where_no_language_is_chosen(november):
    with translation.override(None):
        said = format_day(date(2027, 5, 12))

    assert said == "12 May 2027"


@pytest.mark.parametrize(("language", "words"), [("en", "May 2027"), ("fr", "Mai 2027")])
def test_month_in_words_is_a_title(language, words):
    with translation.override(language):
        said = format_month(date(2027, 5, 12))

    assert said == words


@pytest.mark.parametrize(
    ("check_in", "check_out", "words", "short"),
    [
        pytest.param(
            date(2026, 12, 1),
            date(2026, 12, 6),
            "mardi 1er – dimanche 6 décembre",
            "1er–6 déc.",
            id="this-month",
        ),
        pytest.param(
            date(2026, 11, 30),
            date(2026, 12, 2),
            "lundi 30 novembre – mercredi 2 décembre",
            "30 nov. – 2 déc.",
            id="this-year",
        ),
        pytest.param(
            date(2027, 5, 1),
            date(2027, 5, 16),
            "1er–16 mai 2027",
            "1er–16 mai 2027",
            id="one-month",
        ),
        pytest.param(
            date(2027, 4, 30),
            date(2027, 5, 2),
            "30 avril – 2 mai 2027",
            "30 avr. – 2 mai 2027",
            id="one-year",
        ),
        pytest.param(
            date(2026, 12, 30),
            date(2027, 1, 2),
            "30 décembre 2026 – 2 janvier 2027",
            "30 déc. 2026 – 2 janv. 2027",
            id="two-years",
        ),
    ],
)
def test_range_in_words_says_once_what_both_days_share(november, check_in, check_out, words, short):
    nights = DateRange(check_in, check_out)

    with translation.override("fr"):
        assert [format_date_range(nights), format_short_date_range(nights)] == [words, short]


@pytest.mark.parametrize(
    ("ages", "english", "french"),
    [
        pytest.param((5, 12), "aged 5 to 12", "de 5 à 12 ans", id="both"),
        pytest.param((0, 1), "aged 0 to 1", "de 0 à 1 an", id="babies"),
        pytest.param((5, None), "aged 5 and over", "à partir de 5 ans", id="from"),
        pytest.param((1, None), "aged 1 and over", "à partir de 1 an", id="from-one"),
        pytest.param((None, 12), "aged up to 12", "jusqu’à 12 ans", id="until"),
        pytest.param((7, 7), "aged 7", "de 7 ans", id="equal"),
        pytest.param((None, None), "", "", id="no-limit"),
    ],
)
def test_ages_say_from_and_to_with_their_unit(ages, english, french):
    said = []
    for language in ("en", "fr"):
        with translation.override(language):
            said.append(format_ages(*ages))

    assert said == [english, french]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Tours, Loches or Chinon"), ("fr", "Tours, Loches ou Chinon")]
)
def test_choice_in_words_ends_in_or(language, words):
    with translation.override(language):
        said = format_or_list(["Tours", "Loches", "Chinon"])

    assert said == words


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Tours, Loches and Chinon"), ("fr", "Tours, Loches et Chinon")]
)
def test_list_in_words_ends_in_and(language, words):
    with translation.override(language):
        said = format_and_list(["Tours", "Loches", "Chinon"])

    assert said == words


@pytest.mark.parametrize(("language", "words"), [("en", "Italy"), ("fr", "Italie")])
def test_country_in_words_names_it(language, words):
    with translation.override(language):
        said = (country_name("IT"), country_name("XY"))

    assert said == (words, "XY")


@pytest.mark.parametrize(
    ("language", "units", "currency", "words"),
    [
        pytest.param("fr", 8400, "EUR", "84,00\u00a0€", id="84-00-euro"),
        pytest.param("en", 124640, "EUR", "€1,246.40", id="euro-1-246-40"),
        pytest.param("fr", 1200, "JPY", "1\u00a0200\u00a0JPY", id="1-200-jpy"),
        pytest.param("en", 1255, "TND", "TND\u00a01.255", id="tnd-1-255"),
    ],
)
def test_sum_in_words_has_every_decimal_of_its_currency(language, units, currency, words):
    with translation.override(language):
        said = format_amount(units, currency)

    assert said == words


def test_currency_in_words_speaks_the_language():
    with translation.override("fr"):
        assert currency_name("CHF") == "franc suisse"


@pytest.mark.parametrize(
    ("size", "words"),
    [(41_149, "41,1 ko"), (999_949, "999,9 ko"), (999_950, "1 Mo"), (2_340_000, "2,3 Mo")],
)
def test_format_file_size_counts_in_decimal_units(size, words):
    with translation.override("fr"):
        assert format_file_size(size).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("language", "hours", "words"),
    [("en", 120, "5 days"), ("en", 24, "24 hours"), ("fr", 36, "36 heures"), ("fr", 48, "2 jours")],
)
def test_hours_in_words_are_days_where_they_are_whole(language, hours, words):
    with translation.override(language):
        assert format_hours(hours) == words
