"""What a rate comes to: counted exactly, and rounded to a cent once, at the end."""

from decimal import Decimal

import pytest

from hosting.offers.choices.lists import RateUnit
from hosting.offers.models.rates import total_of


@pytest.mark.parametrize(
    ("unit", "total"),
    [
        (RateUnit.NIGHT, "2700.00"),
        (RateUnit.PERSON_NIGHT, "8100.00"),
        (RateUnit.WEEK, "385.71"),  # ten sevenths; of 1.43 weeks it would be 386.10
        (RateUnit.PERSON, "810.00"),
        (RateUnit.GROUP, "270.00"),
    ],
)
def test_total_of_multiplies_before_it_rounds(unit, total):
    counted = total_of(Decimal("270.00"), unit, party=3, nights=10)

    assert str(counted) == total


@pytest.mark.parametrize(("nights", "total"), [(1, "14.29"), (3, "42.86"), (7, "100.00")])
def test_total_of_rounds_a_part_of_a_week_to_a_cent(nights, total):
    counted = total_of(Decimal(100), RateUnit.WEEK, party=1, nights=nights)

    assert str(counted) == total
