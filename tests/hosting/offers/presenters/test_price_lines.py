"""Seasons and totals in words."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from core.values.dates import DateRange
from core.values.money import Money
from hosting.offers.models.rates import Rate
from hosting.offers.models.stay_prices import Amounts, PriceSeason
from hosting.offers.presenters.price_lines import (
    describe_seasons,
    price_table,
    rate_lines,
    season_rows,
)
from tests.factories.hosting import SUMMER

pytestmark = pytest.mark.time_machine(date(2027, 4, 1))

CIDER = PriceSeason(
    date(2027, 9, 11), date(2027, 11, 1), Amounts(Decimal(80)), own_name="Cidre", min_nights=2
)
OVER = PriceSeason(date(2027, 1, 1), date(2027, 4, 1), Amounts(Decimal(70)), name="winter")
DAYS = DateRange(date(2027, 6, 29), date(2027, 7, 9))


def rate(*seasons, **fields):
    fields = {"name": "full", "amount": Decimal(90), "unit": "night"} | fields
    return Rate(seasons=[one.to_json() for one in seasons], **fields)


def said(lines):
    return [f"{line.words} = {line.sum}" for line in lines]


def test_rate_lines_say_dates_nights_and_amounts():
    lines = rate_lines(rate(SUMMER), party=2, dates=DAYS, language="fr")

    assert said(lines) == [
        "Usual price, 29 Jun – 1 Jul: 2 nights at €90 per night = €180",
        "Summer, 1–8 Jul: 1 week at €700 per week = €700",
        "Summer, 8–9 Jul: 1 night at €120 per night = €120",
    ]


def test_rate_lines_in_french():
    with override("fr"):
        lines = rate_lines(rate(SUMMER), party=2, dates=DAYS, language="fr")

    assert lines[1].plain.startswith("Été, ")
    assert "1 semaine à 700" in lines[1].plain


def test_rate_lines_of_a_price_per_person_say_for_how_many():
    by_person = rate(amount=Decimal(20), unit="person_night", month_amount=Decimal(300))
    month = DateRange(date(2027, 5, 1), date(2027, 6, 1))

    assert said(rate_lines(by_person, party=1, dates=month, language="fr")) == [
        "Usual price, 1–31 May: 1 month (30 nights) for 1 person at €300 per person per month = "
        "€300",
        "Usual price, 31 May – 1 Jun: 1 night for 1 person at €20 per person per night = €20",
    ]


@pytest.mark.parametrize(
    ("flat", "days"),
    [
        (rate(), DAYS),
        (rate(SUMMER), DateRange(date(2027, 5, 1), date(2027, 5, 4))),
        (rate(SUMMER), None),
        (rate(SUMMER, amount=None), DAYS),
        (rate(SUMMER, unit="stay"), DAYS),
    ],
    ids=["no-season", "outside", "no-dates", "no-amount", "per-stay"],
)
def test_rate_lines_are_left_out_where_they_say_no_more(flat, days):
    assert rate_lines(flat, party=2, dates=days, language="fr") == ()


def test_a_season_in_the_hosts_words_is_marked_with_their_language():
    days = DateRange(date(2027, 9, 11), date(2027, 9, 12))

    (line,) = rate_lines(rate(CIDER), party=1, dates=days, language="fr")

    assert line.words.startswith('<span lang="fr">Cidre</span>, 11–12 Sept')
    assert line.plain.startswith("Cidre, 11–12 Sept")


def test_price_table_has_the_usual_price_and_what_is_not_over():
    table = price_table(rate(OVER, SUMMER, CIDER), "fr")

    assert [(row.plain_label, row.dates, row.night, row.week, row.least) for row in table.rows] == [
        ("Usual price", "", Money(Decimal(90), "EUR"), None, ""),
        (
            *("Summer", "1 Jul – 1 Sept"),
            *(Money(Decimal(120), "EUR"), Money(Decimal(700), "EUR"), ""),
        ),
        ("Cidre", "11 Sept – 1 Nov", Money(Decimal(80), "EUR"), None, "2 nights minimum"),
    ]
    assert (table.has_weeks, table.has_months, table.has_least, table.has_own_names) == (
        *(True, False),
        *(True, True),
    )


@pytest.mark.parametrize("flat", [rate(), rate(OVER), rate(SUMMER, unit="stay")])
def test_price_table_is_left_out_where_one_amount_says_it_all(flat):
    assert price_table(flat, "fr") is None


def test_season_rows_say_where_no_season_is():
    rows = season_rows(rate(SUMMER, CIDER.numbered(2)), "fr")

    assert [(row.number, row.text) for row in rows] == [
        (1, "1 Jul – 1 Sept · €120 per night · €700 per week"),
        (0, "1–11 Sept: no season, so your usual price applies."),
        (2, "11 Sept – 1 Nov · €80 per night · 2 nights minimum"),
    ]


def test_describe_seasons_is_plain_for_who_reviews():
    assert describe_seasons(rate(SUMMER, month_amount=Decimal(1800))) == [
        "€1,800 per month",
        "Summer, 1 Jul – 1 Sept: €120 per night, €700 per week",
    ]
