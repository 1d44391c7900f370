from decimal import Decimal

from demo.loading.hosting import rates
from hosting.offers.choices.lists import ExchangeMode, RateUnit


def seen(many):
    return [(one.label, one.mode, one.amount, one.unit) for one in many]


def test_house_rates_begin_with_full_rate_and_halve_solidarity():
    many = [rates.house_rates("fr", Decimal(90), f"house-{number}", ()) for number in range(300)]

    assert {seen(some)[0] for some in many} == {
        ("Full price", ExchangeMode.PAID, Decimal(90), RateUnit.NIGHT)
    }
    modes = {one.mode: one for some in many for one in some}
    assert modes[ExchangeMode.SOLIDARITY].amount == 45
    assert modes[ExchangeMode.SERVICE].amount is None
    assert len(modes) == 8  # free is for visits


def test_visit_rates_follow_what_was_published():
    paid = rates.visit_rates("fr", "12.00", "6.00", False, "visit-1")
    free = rates.visit_rates("en", "", "", True, "visit-2")
    open_price = rates.visit_rates("en", "", "", False, "visit-3")

    assert seen(paid)[:2] == [
        ("Full price", ExchangeMode.PAID, Decimal("12.00"), RateUnit.PERSON),
        ("Children", ExchangeMode.PAID, Decimal("6.00"), RateUnit.PERSON),
    ]
    assert seen(free) == [("Free", ExchangeMode.FREE, None, RateUnit.PERSON)]
    assert seen(open_price) == [
        ("Pay what you can", ExchangeMode.FREE_PRICE, Decimal("5.00"), RateUnit.PERSON)
    ]
