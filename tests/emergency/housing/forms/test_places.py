"""Where a home is: communes as people write them, and what is missing of a home."""

import pytest

from emergency.housing.forms.places import HomeForm, HomeLocalityField, WhereForm
from emergency.housing.models.offers import HousingAddress
from emergency.housing.states.offers import AccessMode
from tests.factories.emergency import ActivationFactory, HousingOfferFactory
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db


def commune(name, department_code="37", **fields):
    return LocalityFactory(name=name, department_code=department_code, **fields)


@pytest.fixture
def understand():
    """What the field of an emergency in Indre-et-Loire makes of a text."""
    field = HomeLocalityField()
    field.serve(ActivationFactory(departments="37"))
    return field.clean


def test_home_locality_field_takes_the_commune_of_the_territory(understand):
    here = commune("Saint-Avertin")
    commune("Saint-Avertin", "41")

    assert understand("saint avertin") == here


def test_home_locality_field_takes_one_elsewhere_if_none_is_near(understand):
    far = commune("Blois", "41")

    assert understand("Blois") == far


def test_home_locality_field_asks_back_about_a_namesake(understand):
    commune("Chambray-lès-Tours")
    commune("Chambray", "27")

    with pytest.raises(Exception, match=r"Which place do you mean: .*Chambray-lès-Tours.*Chambray"):
        understand("Chambray")


def test_home_locality_field_asks_which_of_two_in_the_territory(understand):
    commune("Neuillé-Pont-Pierre")
    commune("Neuillé-le-Lierre")

    with pytest.raises(Exception, match="Which place do you mean") as refusal:
        understand("Neuillé")
    assert refusal.value.code == "which"


def corrected(offer, **changes):
    words = {
        "locality": offer.locality.label,
        "sleeps": "2",
        "double_beds": "0",
        "cots": "0",
    }
    return HomeForm(words | changes, offer=offer)


def test_home_form_begins_with_the_home_as_it_is():
    offer = HousingOfferFactory(sleeps=3, presences=[])

    form = HomeForm(offer=offer)

    assert (form["sleeps"].value(), form["presences"].value()) == (3, ["none"])


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"double_beds": "3"}, ["double_beds"]),
        ({"sleeps": "0", "double_beds": "3"}, ["sleeps"]),
        ({"double_beds": "-1"}, ["double_beds"]),
        ({"locality": "Nowhere at all"}, ["locality"]),
    ],
)
def test_home_form_counts_double_beds_among_the_beds(changes, fields):
    form = corrected(HousingOfferFactory(locality=commune("Tours")), **changes)

    assert list(form.errors) == fields


def where(**changes):
    return WhereForm({"access_mode": AccessMode.KEY_BOX} | changes)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"address": "7 rue du Cher"}, []),
        ({"address": "rue du Cher"}, ["address"]),
        ({"address": "La Gaudinière", "has_no_number": "on"}, []),
        ({"address": "7 rue\ndu Cher"}, ["address"]),
        ({"access_mode": ""}, ["access_mode"]),
        ({"access_mode": AccessMode.IN_PERSON}, ["access_hours"]),
        ({"access_mode": AccessMode.IN_PERSON, "access_hours": "8:00–12:00"}, []),
        ({"access_mode": AccessMode.IN_PERSON, "access_hours": "06 12 34 56 78"}, ["access_hours"]),
    ],
)
def test_where_form_asks_for_what_is_missing(changes, fields):
    assert list(where(**changes).errors) == fields


def test_where_form_of_a_home_shows_no_street():
    offer = HousingOfferFactory(access_hours="8:00–12:00")
    HousingAddress.objects.update(has_no_number=True)

    form = WhereForm.of(offer)

    assert {name: form[name].value() for name in form.fields} == {
        "address": None,
        "has_no_number": True,
        "access_mode": AccessMode.KEY_BOX,
        "access_hours": "8:00–12:00",
    }


def test_where_form_of_a_home_without_an_address_begins_with_a_number():
    offer = HousingOfferFactory()
    HousingAddress.objects.all().delete()

    assert WhereForm.of(offer)["has_no_number"].value() is False
