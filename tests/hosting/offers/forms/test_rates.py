"""Nine modes, and what each asks for."""

from decimal import Decimal

import pytest

from hosting.offers.choices.lists import ExchangeMode, Means
from hosting.offers.forms.rates import MODE_LABELS, RateForm
from hosting.offers.models.rates import Rate

WORDS = {"label", "audience", "details", "explanation"}
MONEY = {"amount", "currency", "unit", *Means.values}
SAYS = {
    "label": "For anyone",
    "amount": "40",
    "minimum": "10",
    "currency": "EUR",
    "unit": "night",
    "details": "Two hours in the garden.",
    "cash": "on",
}


def form_of(mode, kind="stay", **says):
    return RateForm(SAYS | says, kind=kind, mode=ExchangeMode(mode))


def test_each_mode_says_what_it_asks_for():
    assert list(MODE_LABELS) == list(ExchangeMode)


@pytest.mark.parametrize(
    ("mode", "fields"),
    [
        ("paid", WORDS | MONEY),
        ("solidarity", WORDS | MONEY),
        ("free_price", WORDS | MONEY | {"minimum"}),
        ("free", WORDS),
        ("service", WORDS),
        ("house_swap", WORDS),
        ("local_currency", WORDS | MONEY),
        ("mutual_credit", WORDS | MONEY),
        ("gift", WORDS),
    ],
)
def test_a_mode_asks_for_nothing_else(mode, fields):
    form = form_of(mode, currency="EUR")

    assert set(form.fields) == fields
    assert form.is_valid(), form.errors
    assert form.instance.mode == mode


def test_what_a_mode_doesnt_ask_for_is_forgotten():
    rate = Rate(mode="free", label="Once paid", amount=Decimal(40), minimum=Decimal(1))

    form = RateForm(SAYS, kind="stay", mode=ExchangeMode.FREE, rate=rate)

    assert form.is_valid()
    assert (form.instance.amount, form.instance.minimum, form.instance.means) == (None, None, [])


@pytest.mark.parametrize(
    ("mode", "says", "field"),
    [
        ("paid", {"amount": ""}, "amount"),
        ("paid", {"amount": "0"}, "amount"),
        ("paid", {"amount": "-1"}, "amount"),
        ("paid", {"amount": "1000000000"}, "amount"),
        ("paid", {"amount": "12.345"}, "amount"),
        ("paid", {"amount": "NaN"}, "amount"),
        ("paid", {"currency": "XYZ"}, "currency"),
        ("paid", {"currency": "EURO"}, "currency"),
        ("paid", {"currency": ""}, "currency"),
        ("paid", {"unit": "item"}, "unit"),
        ("paid", {"label": ""}, "label"),
        ("paid", {"label": "Two\nlines"}, "label"),
        ("paid", {"explanation": "Ask at odile@example.org"}, "explanation"),
        ("free_price", {"minimum": "50"}, "minimum"),
        ("free_price", {"minimum": "-5"}, "minimum"),
        ("service", {"details": ""}, "details"),
        ("house_swap", {"details": ""}, "details"),
        ("local_currency", {"currency": "12"}, "currency"),
        ("local_currency", {"currency": "G€B"}, "currency"),
    ],
)
def test_a_rate_is_refused(mode, says, field):
    form = form_of(mode, **says)

    assert list(form.errors) == [field]


def test_a_local_currency_has_a_code_of_its_own():
    form = form_of("local_currency", currency="gab")

    assert form.is_valid()
    assert form.instance.currency == "GAB"


def test_a_free_price_may_advise_nothing():
    form = form_of("free_price", amount="", minimum="")

    assert form.is_valid()
    assert (form.instance.amount, form.instance.minimum) == (None, None)


@pytest.mark.parametrize(
    ("kind", "units"),
    [
        ("stay", ["night", "person_night", "week", "stay"]),
        ("activity", ["person", "group", "hour"]),
        ("product", ["item"]),
    ],
)
def test_a_kind_has_units_of_its_own(kind, units):
    form = form_of("paid", kind=kind)

    assert [code for code, _label in form.fields["unit"].choices] == units


def test_a_rate_that_is_changed_stands_in_its_form():
    rate = Rate(mode="paid", label="Winter", amount=Decimal(30), currency="CHF", unit="week")

    form = RateForm(kind="stay", mode=ExchangeMode.PAID, rate=rate)

    shown = [form[name].value() for name in ("label", "amount", "currency", "unit")]
    assert shown == ["Winter", 30, "CHF", "week"]
