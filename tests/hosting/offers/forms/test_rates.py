"""Nine modes, and what each asks for."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from hosting.offers.choices.lists import ExchangeMode, Means
from hosting.offers.forms.rates import MODE_LABELS, RateForm
from hosting.offers.models.rates import Rate

WORDS = {"name", "own_name", "audience", "details", "explanation"}
MONEY = {"amount", "currency", "unit", "week_amount", "month_amount", *Means.values}
SAYS = {
    "name": "full",
    "amount": "40",
    "minimum": "10",
    "currency": "EUR",
    "unit": "night",
    "details": "Two hours in the garden.",
    "cash": "on",
    "currency_name": "Eusko",
    "hours": "4.5",
    "due_within_days": "30",
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
        ("service", WORDS | {"hours", "due_within_days"}),
        ("house_swap", WORDS),
        ("local_currency", WORDS | MONEY | {"currency_name"}),
        ("mutual_credit", WORDS | MONEY | {"currency_name"}),
        ("gift", WORDS | {"due_within_days"}),
    ],
)
def test_a_mode_asks_for_nothing_else(mode, fields):
    form = form_of(mode, currency="EUR")

    assert set(form.fields) == fields
    assert form.is_valid(), form.errors
    assert form.instance.mode == mode


def test_what_a_mode_doesnt_ask_for_is_forgotten():
    rate = Rate(mode="free", own_name="Once paid", amount=Decimal(40), minimum=Decimal(1))

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
        ("paid", {"name": ""}, "name"),
        ("paid", {"name": "mode"}, "name"),
        ("paid", {"name": "bottle"}, "name"),
        ("paid", {"name": "own"}, "own_name"),
        ("paid", {"name": "own", "own_name": " "}, "own_name"),
        ("paid", {"name": "own", "own_name": "Two\nlines"}, "own_name"),
        ("paid", {"name": "own", "own_name": "Call 06 12 34 56 78"}, "own_name"),
        ("paid", {"name": "own", "own_name": "n" * 81}, "own_name"),
        ("paid", {"own_name": "For neighbours"}, "own_name"),
        ("paid", {"explanation": "Ask at odile@example.org"}, "explanation"),
        ("free_price", {"minimum": "50"}, "minimum"),
        ("free_price", {"minimum": "-5"}, "minimum"),
        ("service", {"details": ""}, "details"),
        ("house_swap", {"details": ""}, "details"),
        ("local_currency", {"currency": "12"}, "currency"),
        ("local_currency", {"currency": "G€B"}, "currency"),
        ("local_currency", {"currency_name": ""}, "currency_name"),
        ("local_currency", {"currency_name": "E" * 41}, "currency_name"),
        ("local_currency", {"currency_name": "Eus\nko"}, "currency_name"),
        ("local_currency", {"currency_name": "06 12 34 56 78"}, "currency_name"),
        ("service", {"hours": "0.4"}, "hours"),
        ("service", {"hours": "200.5"}, "hours"),
        ("service", {"hours": "1.25"}, "hours"),
        ("service", {"due_within_days": "0"}, "due_within_days"),
        ("gift", {"due_within_days": "366"}, "due_within_days"),
    ],
)
def test_a_rate_is_refused(mode, says, field):
    form = form_of(mode, **says)

    assert list(form.errors) == [field]


def test_a_local_currency_has_a_code_of_its_own():
    form = form_of("local_currency", currency="gab")

    assert form.is_valid()
    assert (form.instance.currency, form.instance.currency_name) == ("GAB", "Eusko")


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
    rate = Rate(mode="paid", own_name="Winter", amount=Decimal(30), currency="CHF", unit="week")

    form = RateForm(kind="stay", mode=ExchangeMode.PAID, rate=rate)

    shown = [form[name].value() for name in ("name", "own_name", "amount", "currency", "unit")]
    assert shown == ["own", "Winter", 30, "CHF", "week"]


@pytest.mark.parametrize(
    ("kind", "mode", "first", "count"),
    [
        ("stay", "paid", "full", 13),
        ("stay", "solidarity", "mode", 14),
        ("activity", "free_price", "mode", 12),
        ("product", "paid", "piece", 8),
    ],
)
def test_name_choices__likeliest_first(kind, mode, first, count):
    form = RateForm(kind=kind, mode=ExchangeMode(mode))

    names = [code for code, _label in form.fields["name"].choices]
    assert (form["name"].value(), names[0], names[-1], len(names)) == (first, first, "own", count)


def test_a_rate_without_money_is_called_like_its_type():
    form = form_of("service", name="mode")

    assert form.is_valid()
    assert form.instance.label == "Helping hand"
    with override("fr"):
        assert form.instance.label == "Coup de main"


def test_more_fields__new_rate_folds_what_it_does_without():
    form = RateForm(kind="stay", mode=ExchangeMode.PAID)

    assert [field.name for field in form.needed_fields] == [
        *("name", "own_name", "amount", "currency", "unit")
    ]
    assert [field.name for field in form.more_fields] == [
        *("week_amount", "month_amount"),
        *("audience", "details", "explanation"),
        *Means.values,
    ]
    assert form.has_more is False


def test_more_fields__what_a_mode_needs_is_not_folded():
    form = RateForm(kind="stay", mode=ExchangeMode.SERVICE)

    names = ["name", "own_name", "details", "hours", "due_within_days"]
    assert [field.name for field in form.needed_fields] == names


def test_has_more__refused_or_filled_in():
    refused = form_of(ExchangeMode.PAID, audience="06 12 34 56 78")
    changed = RateForm(kind="stay", mode=ExchangeMode.PAID, rate=Rate(mode="paid", transfer=True))

    assert (refused.is_valid(), refused.has_more, changed.has_more) == (False, True, True)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"unit": "week", "week_amount": "200"}, "This only works with an amount per night."),
        ({"unit": "stay", "month_amount": "900"}, "This only works with an amount per night."),
        ({"month_amount": "0"}, "Enter an amount above zero, or leave this empty."),
    ],
    ids=["week", "stay", "zero"],
)
def test_amounts_for_weeks_and_months_go_with_nights(typed, sentence):
    form = form_of("paid", **typed)

    (errors,) = form.errors.values()
    assert sentence in errors[0]


def test_only_stays_have_amounts_for_weeks_and_months():
    assert {"week_amount", "month_amount"} & set(form_of("paid", kind="activity").fields) == set()
    assert form_of("paid", week_amount="240").is_valid()
