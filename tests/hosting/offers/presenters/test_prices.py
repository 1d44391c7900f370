"""Rates and prices in words."""

from datetime import date
from decimal import Decimal

import pytest

from core.values.money import Money
from hosting.offers.choices.lists import ExchangeMode, RateUnit
from hosting.offers.models.rates import Rate
from hosting.offers.models.stay_prices import Amounts, PriceSeason
from hosting.offers.presenters.dates_and_party import DatesAndParty
from hosting.offers.presenters.prices import (
    Explanation,
    ModeLabel,
    Price,
    PricePart,
    RateSummary,
    explanations_of,
    mode_labels,
    price_of,
    quote_of,
    rate_summary,
)
from tests.factories.hosting import SUMMER


def rate(amount=None, mode=ExchangeMode.PAID, **fields):
    fields = {"own_name": "For anyone", "unit": RateUnit.NIGHT} | fields
    return Rate(amount=amount and Decimal(amount), mode=mode, **fields)


def euros(amount):
    return Money(Decimal(amount), "EUR")


@pytest.mark.parametrize(
    ("rates", "price"),
    [
        ([], None),
        ([rate(40)], Price(euros(40), "per night")),
        ([rate(60), rate(40)], Price(euros(40), "per night", at_least=True)),
        ([rate(40), rate(40)], Price(euros(40), "per night")),
        ([rate(90), rate(45, ExchangeMode.SOLIDARITY)], Price(euros(90), "per night")),
        ([rate(5, ExchangeMode.FREE_PRICE)], Price(euros(5), "suggested")),
        ([rate(None, ExchangeMode.FREE_PRICE)], None),
        ([rate(None, ExchangeMode.GIFT)], None),
        ([rate(45, ExchangeMode.SOLIDARITY)], None),
        ([rate(40), rate(35, currency="CHF")], Price(euros(40), "per night")),
    ],
)
def test_card_price_is_the_lowest_or_the_advised(rates, price):
    assert price_of(rates) == price


@pytest.mark.time_machine(date(2027, 4, 1))
def test_card_price_is_the_lowest_of_all_seasons_to_come():
    low = PriceSeason(date(2027, 10, 1), date(2027, 12, 1), Amounts(Decimal(70)), "low")
    over = PriceSeason(date(2027, 1, 1), date(2027, 4, 1), Amounts(Decimal(10)), "winter")

    seasonal = rate(90, seasons=[over.to_json(), low.to_json()])

    assert price_of([seasonal]) == Price(euros(70), "per night", at_least=True)
    assert price_of([rate(90, seasons=[over.to_json()])]) == Price(euros(90), "per night")


WEEKEND = DatesAndParty(date(2027, 5, 7), date(2027, 5, 9), adults=2, children=1)


@pytest.mark.parametrize(
    ("rates", "chosen", "quote"),
    [
        ([rate(90)], WEEKEND, Price(euros(180), "for 2 nights, 2 adults, 1 child")),
        ([rate(90), rate(60)], WEEKEND, Price(euros(120), "for 2 nights, 2 adults, 1 child", True)),
        (
            [rate(20, unit=RateUnit.PERSON_NIGHT)],
            WEEKEND,
            Price(euros(120), "for 2 nights, 2 adults, 1 child"),
        ),
        ([rate(15, unit=RateUnit.PERSON)], WEEKEND, Price(euros(45), "for 2 adults, 1 child")),
        (
            [rate(15, unit=RateUnit.PERSON)],
            DatesAndParty(adults=2),
            Price(euros(30), "for 2 adults"),
        ),
        (
            [rate(15, unit=RateUnit.PERSON)],
            DatesAndParty(children=2),
            Price(euros(45), "for 1 adult, 2 children"),
        ),
        ([rate(15, unit=RateUnit.PERSON)], DatesAndParty(), None),
        ([rate(15, unit=RateUnit.HOUR)], WEEKEND, None),
        (
            [rate(90), rate(80, currency="CHF")],
            WEEKEND,
            Price(euros(180), "for 2 nights, 2 adults, 1 child"),
        ),
        ([rate(90)], DatesAndParty(adults=2), None),
        ([rate(90)], DatesAndParty(date(2027, 5, 7)), None),
        ([rate(90, ExchangeMode.SOLIDARITY)], WEEKEND, None),
        ([rate(None, ExchangeMode.GIFT)], WEEKEND, None),
        ([], WEEKEND, None),
    ],
)
def test_quote_of_is_the_lowest_total(rates, chosen, quote):
    assert quote_of(rates, chosen) == quote


def test_quote_of_counts_the_seasons():
    seasonal = rate(90, seasons=[SUMMER.to_json()])
    chosen = DatesAndParty(date(2027, 6, 30), date(2027, 7, 2), adults=2)

    assert quote_of([seasonal], chosen) == Price(euros(210), "for 2 nights, 2 adults")
    assert [line.sum for line in rate_summary(seasonal, chosen).lines] == ["€90", "€120"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param(rate(90), "€180 for 2 nights, 2 adults, 1 child", id="house-rate"),
        pytest.param(
            rate(45, ExchangeMode.SOLIDARITY),
            "€90 for 2 nights, 2 adults, 1 child",
            id="solidarity",
        ),
        (rate(0, ExchangeMode.SERVICE), ""),
    ],
)
def test_each_rate_line_says_what_it_comes_to(line, words):
    assert rate_summary(line, WEEKEND).quote == words


def test_each_mode_is_stamped_once_in_the_order_of_the_list():
    rates = [rate(None, ExchangeMode.GIFT), rate(40), rate(50)]

    assert mode_labels(rates) == (ModeLabel("paid", "Paid"), ModeLabel("gift", "Gift"))


def test_a_rate_says_who_what_and_by_which_means():
    line = rate_summary(rate(90, audience="For everyone.", details="Sheets.", cash=True, ancv=True))

    assert line == RateSummary(
        code="paid",
        label="Paid",
        name="For anyone",
        who="For everyone. Sheets.",
        means="Cash, Holiday vouchers (ANCV)",
        money=euros(90),
        unit="per night",
        is_own_name=True,
    )


@pytest.mark.parametrize(
    ("minimum", "unit"),
    [(None, "suggested"), pytest.param(Decimal(3), "suggested, minimum €3", id="decimal-3")],
)
def test_a_free_price_says_its_advice_and_limits(minimum, unit):
    assert rate_summary(rate(5, ExchangeMode.FREE_PRICE, minimum=minimum)).unit == unit


def test_where_no_money_changes_hands_no_amount_stands():
    line = rate_summary(rate(0, ExchangeMode.SERVICE, cash=True))

    assert (line.money, line.means) == (None, "")


def test_an_explanation_whose_lines_add_up_becomes_a_bar():
    words = "We counted it together.\nBreakfast, sheets: 34\nThe roof: 46,50 €\nOur time = 9.50"

    assert explanations_of([rate(90, explanation=words)], "en") == (
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
        pytest.param("Breakfast: 34\nThe roof: 20", id="breakfast-34-the-roof"),  # doesn't add up
        pytest.param(
            "A: 18\nB: 18\nC: 18\nD: 18\nE: 18", id="too-many-lines"
        ),  # more parts than colours
    ],
)
def test_other_explanations_keep_the_host_s_words(words):
    assert explanations_of([rate(90, explanation=words)], "en") == (
        Explanation("Why €90?", words, ()),
    )


def test_two_rates_of_one_amount_are_asked_for_by_their_names():
    twins = [rate(32, explanation="Because."), rate(32, explanation="Likewise.")]

    assert [one.question for one in explanations_of(twins, "en")] == ["Why €32 (For anyone)?"] * 2


def test_a_rate_without_an_amount_is_explained_by_its_name():
    given = rate(None, ExchangeMode.GIFT, explanation="Because.")

    assert explanations_of([given, rate(40)], "fr") == (
        Explanation('Why “<span lang="fr">For anyone</span>”?', "Because.", ()),
    )
