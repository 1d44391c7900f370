"""Where something is, as its host says it: figures as people copy them."""

import pytest
from django.core.exceptions import ValidationError

from core.values.geo import Point
from hosting.offers.forms.places import PlaceForm, PointField
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import PlaceFactory


@pytest.mark.parametrize(
    ("written", "point"),
    [
        ("48.85837, 2.29448", (48.85837, 2.29448)),
        ("48,85837 2,29448", (48.85837, 2.29448)),
        ("geo:48.85837,-2.29448", (48.85837, -2.29448)),
        ("-90 180", (-90, 180)),
    ],
)
def test_point_field_reads_two_figures(written, point):
    assert PointField().clean(written) == Point(*point)


@pytest.mark.parametrize("nothing", ["", "   ", None])
def test_point_field_may_be_empty(nothing):
    assert PointField(required=False).clean(nothing) is None


@pytest.mark.parametrize(
    "written",
    [
        "Tours",
        "48.85837",
        "1 2 3",
        "90.1 0",
        "0 180.1",
        pytest.param("48°51′30″N 2°17′40″E", id="degrees"),
    ],
)
def test_point_field_refuses_what_is_no_point(written):
    with pytest.raises(ValidationError, match="Enter a latitude and a longitude"):
        PointField().clean(written)


def place(locality, /, **changes):
    return PlaceForm({"locality": locality.label, "address": "7 rue du Cher"} | changes)


@pytest.mark.django_db
def test_place_form_takes_the_middle_of_the_commune_for_want_of_a_point():
    tours = LocalityFactory(name="Tours")

    form = place(tours)

    assert form.is_valid()
    assert form.cleaned_data["exact"] == tours.point


@pytest.mark.django_db
def test_place_form_keeps_the_point_of_the_host():
    tours = LocalityFactory(name="Tours")
    near = f"{tours.point.latitude + 0.01}, {tours.point.longitude}"

    form = place(tours, exact=near)

    assert form.is_valid()
    assert form.cleaned_data["exact"].latitude == pytest.approx(tours.point.latitude + 0.01)


@pytest.mark.django_db
def test_place_form_refuses_a_point_far_from_the_commune():
    tours = LocalityFactory(name="Tours")

    form = place(tours, exact=f"{tours.point.latitude + 1}, {tours.point.longitude}")

    refusal = (
        f"This location is far from {tours.label}. "
        "Check the coordinates, or choose another town, village or city."
    )
    assert form.errors == {"exact": [refusal]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"locality": "Nowhere at all"}, ["locality"]),
        ({"exact": "Tours"}, ["exact"]),
        ({"address": ""}, ["address"]),
    ],
)
def test_place_form_says_one_thing_for_one_slip(changes, fields):
    assert list(place(LocalityFactory(name="Tours"), **changes).errors) == fields


@pytest.mark.django_db
def test_place_form_begins_with_the_place_as_it_is():
    mill = PlaceFactory(address="The mill", directions="Left of the wheel.")

    form = PlaceForm(place=mill)

    assert {
        name: form[name].value() for name in ("locality", "address", "directions", "exact")
    } == {
        "locality": (mill.locality.label, mill.locality.code),
        "address": "The mill",
        "directions": "Left of the wheel.",
        "exact": f"{mill.exact_latitude}, {mill.exact_longitude}",
    }
