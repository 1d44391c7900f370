"""Localities."""

import factory

from commons.geography.choices import LandmarkKind, LocalityKind
from commons.geography.gazetteer import fold
from commons.geography.models import Landmark, Locality


class LocalityFactory(factory.django.DjangoModelFactory):
    """A French commune. `city=True` is a city elsewhere, `former=True` was merged."""

    class Meta:
        model = Locality

    class Params:
        city = factory.Trait(
            code=factory.Sequence("geonames:{}".format),
            kind=LocalityKind.CITY,
            country="IT",
            department="",
            department_code="",
            postcodes="",
        )
        former = factory.Trait(
            kind=LocalityKind.FORMER,
            merged_into=factory.SubFactory("tests.factories.geography.LocalityFactory"),
        )

    code = factory.Sequence("fr:{:05}".format)
    kind = LocalityKind.COMMUNE
    name = factory.Sequence("Commune {}".format)
    search_keys = factory.LazyAttribute(
        lambda made: "|".join(map(fold, [made.name, *made.alternate_names.split("|")]))
    )
    alternate_names = ""
    country = "FR"
    region = "Centre-Val de Loire"
    department = "Indre-et-Loire"
    department_code = "37"
    postcodes = "37000"
    population = 1_000
    latitude = 47.39
    longitude = 0.69


class LandmarkFactory(factory.django.DjangoModelFactory):
    """A mill near Loches, as a public body tells of it."""

    class Meta:
        model = Landmark

    identifier = factory.Sequence("https://data.datatourisme.fr/37/{}".format)
    kind = LandmarkKind.SIGHT
    name_fr = factory.Sequence("Moulin {}".format)
    name_en = factory.Sequence("Mill {}".format)
    latitude, longitude = 47.128, 0.995
    creator = "Touraine Est"
