"""Sums in whole minor units: nothing is lost, and nobody pays a cent that isn't there."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.values.money import (
    TooFineError,
    converted,
    currency_codes,
    exponent_of,
    minor_units,
    money_of,
    split,
)

totals = st.integers(0, 10**11)
weights = st.lists(st.integers(1, 10**6), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("total", "shares", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (100, [1, 2, 3], [17, 33, 50]),
        (5, [50, 30, 20], [3, 1, 1]),  # 2.5, 1.5, 1: equal remainders go to the first
        (-100, [1, 1, 1], [-33, -33, -34]),
        (0, [3, 0], [0, 0]),
        (7, [0, 1], [0, 7]),
    ],
    ids=str,
)
def test_split_by_largest_remainder(total, shares, parts):
    assert split(total, shares) == parts


@pytest.mark.parametrize("shares", [[], [0, 0]])
def test_split_needs_a_weight(shares):
    with pytest.raises(ValueError, match="nothing"):
        split(100, shares)


@given(totals, weights)
def test_split_adds_up_to_the_total_whatever_the_weights(total, shares):
    assert sum(split(total, shares)) == total


@given(totals, weights)
def test_split_is_never_a_whole_unit_off(total, shares):
    whole = sum(shares)

    parts = split(total, shares)

    assert all(
        abs(part * whole - total * share) < whole for part, share in zip(parts, shares, strict=True)
    )


@given(totals, weights)
def test_split_gives_no_less_to_who_counts_for_more(total, shares):
    parts = split(total, sorted(shares))

    assert all(less <= more + 1 for less, more in pairwise(parts))


@given(totals, st.integers(1, 60))
def test_split_in_equal_parts_gives_the_odd_units_to_the_first(total, people):
    parts = split(total, [1] * people)

    assert parts == sorted(parts, reverse=True)
    assert max(parts) - min(parts) <= 1


@given(weights)
def test_split_of_exact_amounts_gives_each_its_own(amounts):
    assert split(sum(amounts), amounts) == amounts


@pytest.mark.parametrize(
    ("currency", "amount", "units"),
    [("EUR", "12.5", 1250), ("JPY", "1200", 1200), ("TND", "1.255", 1255), ("XPF", "7", 7)],
)
def test_minor_units_go_by_the_standard_and_back(currency, amount, units):
    assert minor_units(Decimal(amount), currency) == units
    assert money_of(units, currency).amount == Decimal(amount)


@pytest.mark.parametrize(("currency", "amount"), [("EUR", "1.001"), ("JPY", "0.5")])
def test_minor_units_never_round_what_a_person_wrote(currency, amount):
    with pytest.raises(TooFineError):
        minor_units(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("units", "rate", "of", "into", "comes_to"),
    [
        (10_000, "1.05", "CHF", "EUR", 10_500),
        (1_500, "0.0062", "JPY", "EUR", 930),
        (1_255, "0.3", "TND", "EUR", 38),
        (1, "0.5", "USD", "EUR", 1),
        pytest.param(1_000_000, "0.001524490", "XOF", "EUR", 152_449, id="1000000"),
    ],
)
def test_converted_minds_the_decimals_of_both(units, rate, of, into, comes_to):
    assert converted(units, Decimal(rate), of=of, into=into) == comes_to


def test_tender_is_what_one_pays_with_today():
    assert {"EUR", "CHF", "XOF", "JPY", "TND"} <= currency_codes()
    assert not {"FRF", "XAU", "XXX", "ABC"} & currency_codes()
    assert exponent_of("EUR") == 2
