"""Rates and prices in words."""

from decimal import Decimal

import pytest

from core.money import Money
from hosting.enums import ExchangeMode, RateUnit
from hosting.models import Rate
from hosting.queries.prices import (
    Explanation,
    Price,
    PricePart,
    RateLine,
    Stamp,
    explanations_of,
    price_of,
    rate_line,
    stamps_of,
)


def rate(amount=None, mode=ExchangeMode.PAID, **fields):
    fields = {"label": "For anyone", "unit": RateUnit.NIGHT} | fields
    return Rate(amount=amount and Decimal(amount), mode=mode, **fields)


def euros(amount):
    return Money(Decimal(amount), "EUR")


@pytest.mark.parametrize(
    ("rates", "price"),
    [
        ([], None),
        ([rate(40)], Price(euros(40), "a night")),
        ([rate(60), rate(40)], Price(euros(40), "a night", at_least=True)),
        ([rate(40), rate(40)], Price(euros(40), "a night")),
        ([rate(90), rate(45, ExchangeMode.SOLIDARITY)], Price(euros(90), "a night")),
        ([rate(5, ExchangeMode.FREE_PRICE)], Price(euros(5), "advised")),
        ([rate(None, ExchangeMode.FREE_PRICE)], None),
        ([rate(None, ExchangeMode.GIFT)], None),
        ([rate(45, ExchangeMode.SOLIDARITY)], None),
    ],
)
def test_the_price_of_a_card_is_the_lowest_paid_or_the_advised_one(rates, price):
    assert price_of(rates) == price


def test_each_mode_is_stamped_once_in_the_order_of_the_list():
    rates = [rate(None, ExchangeMode.GIFT), rate(40), rate(50)]

    assert stamps_of(rates) == (Stamp("paid", "Paid"), Stamp("gift", "Gift"))


def test_a_rate_says_who_what_and_by_which_means():
    line = rate_line(rate(90, audience="For everybody.", details="Sheets.", cash=True, ancv=True))

    assert line == RateLine(
        code="paid",
        label="Paid",
        name="For anyone",
        who="For everybody. Sheets.",
        means="Cash, Holiday vouchers (ANCV)",
        money=euros(90),
        unit="a night",
    )


@pytest.mark.parametrize(
    ("minimum", "unit"), [(None, "advised"), (Decimal(3), "advised, €3 at least")]
)
def test_a_free_price_says_what_is_advised_and_where_it_ends(minimum, unit):
    assert rate_line(rate(5, ExchangeMode.FREE_PRICE, minimum=minimum)).unit == unit


def test_where_no_money_changes_hands_no_amount_stands():
    line = rate_line(rate(0, ExchangeMode.SERVICE, cash=True))

    assert (line.money, line.means) == (None, "")


def test_an_explanation_whose_lines_add_up_becomes_a_bar():
    words = "We counted it together.\nBreakfast, sheets: 34\nThe roof: 46,50 €\nOur time = 9.50"

    assert explanations_of([rate(90, explanation=words)]) == (
        Explanation(
            "Why €90?",
            "We counted it together.",
            (
                PricePart("Breakfast, sheets", euros(34)),
                PricePart("The roof", euros("46.50")),
                PricePart("Our time", euros("9.50")),
            ),
        ),
    )


@pytest.mark.parametrize(
    "words",
    [
        "Heating is dear.",
        "Breakfast: 34\nThe roof: 20",  # doesn't add up
        "A: 18\nB: 18\nC: 18\nD: 18\nE: 18",  # more parts than colours
    ],
)
def test_any_other_explanation_stays_in_the_words_of_the_host(words):
    assert explanations_of([rate(90, explanation=words)]) == (Explanation("Why €90?", words, ()),)


def test_a_rate_without_an_amount_is_explained_by_its_name():
    given = rate(None, ExchangeMode.GIFT, explanation="Because.")

    assert explanations_of([given, rate(40)]) == (Explanation("Why “For anyone”?", "Because.", ()),)
