"""What a rate comes to: counted exactly, and rounded to a cent once, at the end."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from hosting.offers.choices.lists import RateName, RateUnit
from hosting.offers.models.rates import Rate
from hosting.offers.models.stay_prices import total_of
from tests.factories.hosting import RateFactory, StayFactory


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


@pytest.mark.parametrize(
    ("rate", "english", "french"),
    [
        (Rate(name="children"), "Children", "Enfants"),
        (Rate(name="mode", mode="solidarity"), "Solidarity rate", "Tarif solidaire"),
        (Rate(own_name="For the neighbours"), "For the neighbours", "For the neighbours"),
    ],
)
def test_label__of_the_reader(rate, english, french):
    with override("en"):
        assert str(rate) == english
    with override("fr"):
        assert str(rate) == french


def test_every_name_of_a_rate_is_translated():
    with override("fr"):
        names = {name: name.in_words("paid") for name in RateName}

    assert [name for name, words in names.items() if words == name.in_words("paid")] == []


@pytest.mark.parametrize(
    ("rate", "language"),
    [(Rate(name="children"), "fr"), (Rate(own_name="Enfants"), "nl")],
    ids=["of-the-list", "own-words"],
)
def test_terms_keep_the_words_of_the_day_and_their_language(rate, language):
    with override("fr"):
        terms = rate.as_terms("nl")

    kept = (terms["rate_name"], terms["rate_label"], terms["rate_language"])
    assert kept == (rate.name, "Enfants", language)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "names", [{"name": "", "own_name": ""}, {"name": "full", "own_name": "Plein tarif"}]
)
def test_a_rate_has_one_name(names):
    stay = StayFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        RateFactory(offer=stay, **names)
