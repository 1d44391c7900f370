"""Communes of a territory by what somebody typed: the home comes before its namesake far away."""

import pytest
from django.core.exceptions import ValidationError

from emergency.housing.forms.places import HomeLocalityField
from emergency.housing.selectors.communes import communes_named, is_named
from tests.factories.emergency import ActivationFactory
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chambray():
    """Of Touraine, and the namesake of Normandy that bears the whole name."""
    here = LocalityFactory(name="Chambray-lès-Tours", population=12_000)
    elsewhere = LocalityFactory(
        name="Chambray", department="Eure", department_code="27", population=400
    )
    return here, elsewhere


def field():
    made = HomeLocalityField()
    made.serve(ActivationFactory.build())
    return made


@pytest.mark.parametrize("text", ["Chambray", "chambray", "CHAMBRAY LES", "Chambray-lès-Tours"])
def test_communes_named_finds_those_that_begin_so(chambray, text):
    here, _elsewhere = chambray

    assert communes_named(text, ["37"]) == [here]


@pytest.mark.parametrize("text", ["", "  ", "Cham", "Tours", "-", "Chambray (Eure)"])
def test_communes_named_takes_no_part_of_a_word(chambray, text):
    assert communes_named(text, ["37"]) == []


def test_is_named_forgives_an_article():
    mans = LocalityFactory(name="Le Grand-Pressigny")

    assert [
        is_named(mans, text) for text in ("Grand Pressigny", "le grand-pressigny", "Grand")
    ] == [
        True,
        True,
        False,
    ]


def test_the_field_asks_where_a_commune_of_the_territory_begins_so(chambray):
    here, elsewhere = chambray

    with pytest.raises(ValidationError) as refused:
        field().clean(("Chambray", ""))

    (message,) = refused.value.messages
    assert message.startswith("Which place do you mean: ")
    assert here.label in message
    assert elsewhere.label in message


def test_the_field_takes_the_whole_name_a_label_and_a_suggestion(chambray):
    here, elsewhere = chambray

    taken = [
        field().clean(("Chambray lès Tours", "")),
        field().clean((here.label, "")),
        field().clean((elsewhere.label, "")),
        field().clean((elsewhere.label, elsewhere.code)),
    ]

    assert taken == [here, here, elsewhere, elsewhere]


def test_the_field_refuses_what_is_no_place():
    with pytest.raises(ValidationError, match="We can’t find this place"):
        field().clean(("Zzyzx", ""))
