"""What is asked instead of money, in words."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from hosting.offers.models.rates import Rate
from hosting.offers.presenters.exchange_facts import format_hours_of_help, rate_facts

FACTS = {"hours": Decimal("4.0"), "due_within_days": 30, "currency_name": "Eusko"}


@pytest.mark.parametrize(
    ("mode", "facts"),
    [
        ("service", ("4 hours of help", "within 30 days of the end of the visit")),
        ("gift", ("within 30 days of the end of the visit",)),
        ("local_currency", ("in Eusko",)),
        ("paid", ()),
    ],
)
def test_a_mode_says_its_own_facts(mode, facts):
    rate = Rate(mode=mode, **FACTS)

    assert rate_facts(rate) == facts


def test_hours_of_help_are_counted_in_both_languages():
    english = [format_hours_of_help(Decimal(one)) for one in ("1.0", "2.5")]

    assert english == ["1 hour of help", "2.5 hours of help"]
    with override("fr"):
        assert format_hours_of_help(Decimal("2.5")) == "2,5 heures d’aide"
