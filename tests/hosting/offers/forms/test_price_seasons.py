"""A season, as a host types it."""

from datetime import date
from decimal import Decimal

import pytest

from hosting.offers.forms.price_seasons import SeasonForm
from hosting.offers.models.rates import Rate
from hosting.offers.models.stay_prices import Amounts, PriceSeason
from tests.factories.hosting import SUMMER

NIGHTLY = Rate(amount=Decimal(40), unit="night")
TYPED = {
    "name": "summer",
    "begins": "2027-07-01",
    "ends": "2027-09-01",
    "amount": "120",
    "week": "700",
    "min_nights": "5",
}


def form_of(rate=NIGHTLY, **typed):
    return SeasonForm(TYPED | typed, rate=rate)


def test_season_form_says_what_was_typed():
    form = form_of()

    assert form.is_valid()
    assert form.season() == PriceSeason(
        date(2027, 7, 1),
        date(2027, 9, 1),
        Amounts(Decimal(120), Decimal(700)),
        name="summer",
        min_nights=5,
    )


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"ends": "2027-07-01"}, "ends", "A season lasts at least one night."),
        ({"ends": "2026-09-01"}, "ends", "A season lasts at least one night."),
        ({"begins": ""}, "begins", "Choose the first night of the season."),
        ({"ends": "soon"}, "ends", "Enter a valid date."),
        ({"amount": ""}, "amount", "Enter an amount."),
        ({"amount": "0"}, "amount", "0.01"),
        ({"amount": "12.345"}, "amount", "2 decimal"),
        ({"week": "-1"}, "week", "0.01"),
        ({"min_nights": "0"}, "min_nights", "Enter a number of nights from 1 to 365."),
        ({"min_nights": "366"}, "min_nights", "Enter a number of nights from 1 to 365."),
        ({"name": "monsoon"}, "name", "Choose a name from the list."),
        ({"name": "own"}, "own_name", "Enter the name of this season"),
        ({"own_name": "Cider"}, "own_name", "You’ve entered a name in your own words."),
        ({"name": "own", "own_name": "Call 06 12 34 56 78"}, "own_name", "remove any phone"),
    ],
    ids=[
        "same-day",
        "backwards",
        "no-first-night",
        "no-date",
        "no-amount",
        "amount-zero",
        "tenth-of-a-cent",
        "week-below-zero",
        "nights-zero",
        "nights-too-many",
        "unknown-name",
        "own-name-missing",
        "two-names",
        "phone-number",
    ],
)
def test_season_form_refuses_what_is_no_season(typed, field, sentence):
    form = form_of(**typed)

    assert list(form.errors) == [field]
    assert sentence in form.errors[field][0]


def test_season_form_starts_from_the_season_that_is_changed():
    own = PriceSeason(SUMMER.begins, SUMMER.ends, SUMMER.amounts, own_name="Cider")

    initial = SeasonForm(rate=NIGHTLY, season=own).initial

    assert (initial["name"], initial["own_name"], initial["week"]) == ("own", "Cider", 700)


def test_season_form_asks_for_weeks_only_beside_nights():
    form = form_of(Rate(amount=Decimal(200), unit="week"))

    assert form.is_valid()
    assert "week" not in form.fields
    assert form.season().amounts == Amounts(Decimal(120))
