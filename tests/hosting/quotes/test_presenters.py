"""What a total is made of, as a quote writes it down."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from hosting.offers.choices.lists import RateUnit
from hosting.quotes.presenters import quote_facts, quote_lines
from tests.factories.hosting import (
    SUMMER,
    DeskRequestFactory,
    GoodsRequestFactory,
    ProposalFactory,
    SessionRequestFactory,
)
from tests.factories.quotes import APRIL

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL)]


def line(what, quantity, price, total):
    return {"what": what, "quantity": quantity, "price": price, "sum": total}


@pytest.mark.parametrize(
    ("unit", "total", "expected"),
    [
        (RateUnit.NIGHT, 120, ("3", "€40 per night", "€120")),
        (RateUnit.PERSON_NIGHT, 240, ("6", "€40 per person per night", "€240")),
        (RateUnit.STAY, 40, ("1", "€40 per stay", "€40")),
        (RateUnit.WEEK, "17.14", ("0.43", "€40 per week", "€17.14")),
    ],
)
def test_quote_lines_of_one_price(unit, total, expected):
    proposal = ProposalFactory(unit_of_rate=unit, total=Decimal(total))

    assert quote_lines(proposal) == [line("For anyone", *expected)]


def test_quote_lines_of_another_sum():
    proposal = ProposalFactory(total=Decimal(100))

    assert quote_lines(proposal) == [line("For anyone, as agreed", "1", "€100", "€100")]


def test_quote_lines_of_seasons_and_weeks():
    proposal = ProposalFactory(
        seasons=[SUMMER.to_json()],
        check_in=date(2027, 6, 29),
        check_out=date(2027, 7, 9),
        total=Decimal(900),
    )

    assert quote_lines(proposal) == [
        line("For anyone, 29 Jun – 1 Jul", "2", "€40 per night", "€80"),
        line("Summer, 1–8 Jul", "1", "€700 per week", "€700"),
        line("Summer, 8–9 Jul", "1", "€120 per night", "€120"),
    ]


def test_quote_lines_of_goods_and_half_days():
    goods = ProposalFactory(request=GoodsRequestFactory(), total=Decimal(12))
    desk = ProposalFactory(request=DeskRequestFactory(), amount=Decimal(8), total=Decimal(24))

    assert quote_lines(goods) == [line("For anyone", "2", "€6 each", "€12")]
    assert quote_lines(desk) == [line("For anyone", "3", "€8 per half-day", "€24")]


def test_quote_facts_say_the_year_in_the_language_that_is_active():
    stay, session = ProposalFactory(), ProposalFactory(request=SessionRequestFactory())

    with override("fr"):
        facts = dict(quote_facts(stay))

    assert facts["Quand"] == "du lundi 3 mai 2027 au jeudi 6 mai 2027, 3 nuits"
    assert dict(quote_facts(session))["When"].startswith("Tuesday 4 May 2027")
