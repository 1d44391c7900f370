"""Nights of a stay by seasons, whole weeks and whole months."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.values.dates import DateRange
from hosting.offers.choices.lists import PriceLength, RateUnit
from hosting.offers.models.rates import Rate
from hosting.offers.models.stay_prices import Amounts, PriceSeason, StayPrices, total_of
from tests.factories.hosting import SUMMER

NIGHT, WEEK, MONTH = PriceLength.NIGHT, PriceLength.WEEK, PriceLength.MONTH
USUAL = Amounts(Decimal(90))
NEW_YEAR = PriceSeason(date(2027, 12, 20), date(2028, 1, 5), Amounts(Decimal(150)), "new_year")
AUTUMN = PriceSeason(date(2027, 9, 1), date(2027, 11, 1), Amounts(Decimal(80)), "autumn")
LATE = PriceSeason(date(2027, 9, 11), date(2027, 11, 1), Amounts(Decimal(80)), "autumn")


def dates(first, last):
    return DateRange(date.fromisoformat(f"2027-{first}"), date.fromisoformat(f"2027-{last}"))


def lines_of(prices, days, party=1):
    return [
        (line.count, line.length, str(line.total), line.season.name if line.season else "")
        for line in prices.lines(party=party, dates=days)
    ]


@pytest.mark.parametrize(
    ("seasons", "days", "lines"),
    [
        pytest.param(
            [SUMMER],
            dates("06-29", "07-04"),
            [(2, NIGHT, "180.00", ""), (3, NIGHT, "360.00", "summer")],
            id="two-prices",
        ),
        pytest.param(
            [SUMMER], dates("06-29", "07-01"), [(2, NIGHT, "180.00", "")], id="leaves-on-first-day"
        ),
        pytest.param(
            [SUMMER],
            dates("08-31", "09-02"),
            [(1, NIGHT, "120.00", "summer"), (1, NIGHT, "90.00", "")],
            id="last-night",
        ),
        pytest.param([SUMMER], dates("09-01", "09-02"), [(1, NIGHT, "90.00", "")], id="ends-then"),
        pytest.param(
            [SUMMER, AUTUMN],
            dates("08-31", "09-02"),
            [(1, NIGHT, "120.00", "summer"), (1, NIGHT, "80.00", "autumn")],
            id="no-gap",
        ),
        pytest.param(
            [SUMMER, LATE],
            dates("08-31", "09-12"),
            [
                (1, NIGHT, "120.00", "summer"),
                (10, NIGHT, "900.00", ""),
                (1, NIGHT, "80.00", "autumn"),
            ],
            id="a-gap-has-the-usual-price",
        ),
        pytest.param(
            [NEW_YEAR],
            DateRange(date(2027, 12, 30), date(2028, 1, 7)),
            [(6, NIGHT, "900.00", "new_year"), (2, NIGHT, "180.00", "")],
            id="over-the-year",
        ),
    ],
)
def test_lines_follow_seasons_night_by_night(seasons, days, lines):
    prices = StayPrices(USUAL, RateUnit.NIGHT, seasons)

    assert lines_of(prices, days) == lines
    assert prices.total(party=1, dates=days) == sum(Decimal(line[2]) for line in lines)


@pytest.mark.parametrize(
    ("week", "month", "nights", "lines"),
    [
        pytest.param(560, None, 6, [(6, NIGHT, "540.00", "")], id="no-whole-week"),
        pytest.param(560, None, 7, [(1, WEEK, "560.00", "")], id="a-week"),
        pytest.param(
            560, None, 17, [(2, WEEK, "1120.00", ""), (3, NIGHT, "270.00", "")], id="two-weeks"
        ),
        pytest.param(700, None, 7, [(7, NIGHT, "630.00", "")], id="never-more-than-the-nights"),
        pytest.param(630, None, 7, [(7, NIGHT, "630.00", "")], id="the-same"),
        pytest.param(
            560,
            1800,
            38,
            [(1, MONTH, "1800.00", ""), (1, WEEK, "560.00", ""), (1, NIGHT, "90.00", "")],
            id="a-month-and-a-week",
        ),
        pytest.param(
            350, 1800, 30, [(4, WEEK, "1400.00", ""), (2, NIGHT, "180.00", "")], id="weeks-are-less"
        ),
    ],
)
def test_lines_count_weeks_and_months_if_less(week, month, nights, lines):
    usual = Amounts(Decimal(90), Decimal(week), None if month is None else Decimal(month))
    days = DateRange(date(2027, 3, 1), date(2027, 3, 1) + timedelta(days=nights))

    assert lines_of(StayPrices(usual, RateUnit.NIGHT), days) == lines


def test_a_week_over_two_seasons_is_none():
    prices = StayPrices(Amounts(Decimal(90), week=Decimal(500)), RateUnit.NIGHT, [SUMMER])

    assert lines_of(prices, dates("06-27", "07-04")) == [
        (4, NIGHT, "360.00", ""),
        (3, NIGHT, "360.00", "summer"),
    ]
    assert lines_of(prices, dates("07-01", "07-09")) == [
        (1, WEEK, "700.00", "summer"),
        (1, NIGHT, "120.00", "summer"),
    ]


def test_lines_follow_each_other_without_a_night_between():
    prices = StayPrices(Amounts(Decimal(90), Decimal(560), Decimal(1800)), RateUnit.NIGHT, [SUMMER])
    days = dates("05-10", "07-04")

    lines = prices.lines(party=1, dates=days)

    assert [night for line in lines for night in line.dates.nights] == days.nights


def test_each_line_of_a_price_per_person_counts_everyone():
    season = PriceSeason(SUMMER.begins, SUMMER.ends, Amounts(Decimal(30), week=Decimal(150)))
    prices = StayPrices(Amounts(Decimal(20)), RateUnit.PERSON_NIGHT, [season])

    totals = [str(line.total) for line in prices.lines(party=3, dates=dates("06-29", "07-09"))]

    assert totals == ["120.00", "450.00", "90.00"]


def test_parts_of_weeks_are_rounded_to_a_cent_line_by_line():
    season = PriceSeason(SUMMER.begins, SUMMER.ends, Amounts(Decimal(110)))
    prices = StayPrices(Amounts(Decimal(100)), RateUnit.WEEK, [season])
    days = dates("06-28", "07-02")

    assert [str(line.total) for line in prices.lines(party=1, dates=days)] == ["42.86", "15.71"]
    assert str(prices.total(party=1, dates=days)) == "58.57"


@pytest.mark.parametrize("unit", [RateUnit.STAY, RateUnit.PERSON])
def test_seasons_say_nothing_about_what_is_not_counted_by_nights(unit):
    prices = StayPrices(USUAL, unit, [SUMMER])

    assert prices.total(party=1, dates=dates("07-01", "07-04")) == 90


AMOUNTS = st.decimals(0, 1000, places=2)
OPTIONAL = st.none() | AMOUNTS


@given(
    st.builds(Amounts, AMOUNTS, OPTIONAL, OPTIONAL),
    st.builds(Amounts, AMOUNTS, OPTIONAL, OPTIONAL),
    st.integers(1, 70),
    st.sampled_from([RateUnit.NIGHT, RateUnit.PERSON_NIGHT]),
)
def test_a_total_is_never_more_than_its_nights_alone(usual, summer, nights, unit):
    season = PriceSeason(date(2027, 7, 1), date(2027, 7, 20), summer)
    days = DateRange(date(2027, 6, 20), date(2027, 6, 20) + timedelta(days=nights))
    inside = sum(season.holds(night) for night in days.nights)

    total = StayPrices(usual, unit, [season]).total(party=2, dates=days)

    alone = total_of(usual.amount, unit, party=2, nights=nights - inside)
    assert total <= alone + total_of(summer.amount, unit, party=2, nights=inside)


def test_a_season_comes_back_from_its_row_as_it_was():
    row = {**SUMMER.to_json(), "month": "2400.50", "min_nights": 5, "own_name": "Été"}

    season = PriceSeason.from_json(row)

    assert season.to_json() == row
    assert (season.amounts.month, season.min_nights) == (Decimal("2400.50"), 5)


def test_a_rate_hands_its_seasons_on_as_terms():
    rate = Rate(name="full", amount=Decimal(90), week_amount=560, seasons=[SUMMER.to_json()])

    terms = rate.as_terms("fr")

    assert (terms["week_amount"], terms["month_amount"]) == (560, None)
    assert terms["seasons"] == [SUMMER.to_json()]
