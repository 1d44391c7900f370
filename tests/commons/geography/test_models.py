import pytest
from django.db import IntegrityError
from django.utils import translation

from commons.geography.models import Locality
from core.values.geo import Box
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db


def test_present_leaves_out_communes_that_were_merged():
    former = LocalityFactory(former=True)

    assert list(Locality.objects.present()) == [former.merged_into]


def test_inside_a_box_takes_its_corners():
    tours = LocalityFactory(latitude=47.39, longitude=0.69)
    LocalityFactory(latitude=47.39, longitude=0.71)

    box = Box(south=47.0, west=0.0, north=47.39, east=0.69)

    assert list(Locality.objects.inside(box)) == [tours]


def test_in_countries_accepts_small_letters():
    bologna = LocalityFactory(city=True)
    LocalityFactory()

    assert list(Locality.objects.in_countries(["it"])) == [bologna]


@pytest.mark.parametrize(
    "traits", [{"former": True, "merged_into": None}, {"kind": "former"}], ids=["lost", "bare"]
)
def test_a_former_commune_points_to_the_present_one(traits):
    with pytest.raises(IntegrityError, match="locality_former_was_merged"):
        LocalityFactory(**traits)


@pytest.mark.parametrize(
    ("language", "label"), [("en", "Bologna (Italy)"), ("fr", "Bologna (Italie)")]
)
def test_label_says_the_country_in_its_language(language, label):
    bologna = LocalityFactory(city=True, name="Bologna")

    with translation.override(language):
        assert bologna.label == label


def test_label_tells_homonyms_of_one_country_apart():
    assert LocalityFactory(name="Saint-Denis", department="La Réunion").label == (
        "Saint-Denis (La Réunion)"
    )
