"""Days, amounts, lists and countries, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from core.text.formatting import (
    country_name,
    currency_name,
    format_amount,
    format_and_list,
    format_date_range,
    format_day,
    format_money,
    format_month,
    format_or_list,
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


@pytest.mark.parametrize(
    ("language", "day", "facts", "words"),
    [
        ("en", date(2027, 5, 1), {}, "1 May"),
        pytest.param(
            "en",
            date(2027, 5, 12),
            {"weekday": True, "year": True},
            "Wednesday 12 May 2027",
            id="wednesday-12-may-2027",
        ),
        pytest.param("fr", date(2027, 5, 1), {}, "1er mai", id="1er-mai"),
        pytest.param(
            "fr", date(2027, 5, 1), {"weekday": True}, "samedi 1er mai", id="samedi-1er-mai"
        ),
        pytest.param("fr", date(2027, 5, 12), {"year": True}, "12 mai 2027", id="12-mai-2027"),
    ],
)
def test_day_in_words_puts_the_day_before_the_month(language, day, facts, words):
    with translation.override(language):
        said = format_day(day, **facts)

    assert said == words


def test_day_in_words_of_a_moment_is_the_day_that_it_is_here():
    late = datetime(2027, 5, 12, 22, 30, tzinfo=UTC)  # half past midnight in Paris

    said = format_day(late)

    assert said == "13 May"


def test_day_in_words_speaks_english_where_no_language_is_chosen():
    with translation.override(None):
        said = format_day(date(2027, 5, 12))

    assert said == "12 May"


@pytest.mark.parametrize(("language", "words"), [("en", "May 2027"), ("fr", "Mai 2027")])
def test_month_in_words_is_a_title(language, words):
    with translation.override(language):
        said = format_month(date(2027, 5, 12))

    assert said == words


@pytest.mark.parametrize(
    ("check_in", "check_out", "words"),
    [
        pytest.param(date(2027, 5, 1), date(2027, 5, 16), "1er–16 mai 2027", id="one-month"),
        pytest.param(date(2027, 4, 30), date(2027, 5, 2), "30 avril – 2 mai 2027", id="one-year"),
        pytest.param(
            date(2027, 12, 30),
            date(2028, 1, 2),
            "30 décembre 2027 – 2 janvier 2028",
            id="two-years",
        ),
    ],
)
def test_range_in_words_says_once_what_both_days_share(check_in, check_out, words):
    with translation.override("fr"):
        said = format_date_range(DateRange(check_in, check_out))

    assert said == words


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
