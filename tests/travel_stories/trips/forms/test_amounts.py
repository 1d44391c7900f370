"""Numbers as people write them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from travel_stories.trips.forms.amounts import number_in, units_in


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12,50", "12.50"),
        ("12.50", "12.50"),
        ("1 234,5", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("1.234,50 €", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("0", "0"),
        ("-3", "-3"),
    ],
)
def test_number_in_reads_the_comma_and_the_point(written, number):
    assert number_in(written) == Decimal(number)


@pytest.mark.parametrize("written", ["", "twelve", "1e9", "NaN", "Infinity", "1_000", "१२", "1-2"])
def test_number_in_refuses_what_is_no_number(written):
    with pytest.raises(ValidationError, match=r"Enter a number, for example 12\.50"):
        number_in(written)


@pytest.mark.parametrize(
    ("written", "currency", "refusal"),
    [
        pytest.param(
            "1.001", "EUR", "EUR amounts can have up to 2 decimals. Check the amount.", id="three"
        ),
        pytest.param("1.5", "JPY", "JPY has no decimals. Enter a whole number.", id="yen"),
    ],
)
def test_units_in_refuses_more_decimals_than_there_are(written, currency, refusal):
    with pytest.raises(ValidationError, match=refusal):
        units_in(Decimal(written), currency)
