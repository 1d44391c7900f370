import pytest

from commons.geography.selectors.distances import LocalityAt, localities_within, nearest_locality
from commons.geography.selectors.localities import LocalityHit, find_localities, resolve_locality
from core.values.geo import Point
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db


def test_find_localities_says_under_which_other_name():
    bologna = LocalityFactory(city=True, name="Bologna", alternate_names="Bologne|Bononia")
    LocalityFactory(name="Tours")

    assert find_localities("bologne") == [LocalityHit(bologna, "Bologne", exact=True)]
    assert find_localities("bolog") == [LocalityHit(bologna, "", exact=False)]


def a_city(name, population, *others):
    return LocalityFactory(
        city=True, name=name, population=population, alternate_names="|".join(others)
    )


def test_resolve_locality_takes_the_largest_that_alone_is_called_so():
    mechelen = a_city("Mechelen", 77_530, "Malines")
    by_the_meuse = a_city("Mechelen-aan-de-Maas", 15_374, "Mechelen")

    assert resolve_locality("Mechelen").locality == mechelen
    assert resolve_locality("Mechelen-aan-de-Maas").locality == by_the_meuse


@pytest.mark.parametrize(
    "others",
    [
        [("Mechelen", 15_374)],  # two are called so
        [("Machelen", 100_000, "Mechelen")],  # the larger one is called so elsewhere
    ],
)
def test_resolve_locality_asks_where_it_can_t_be_sure(others):
    mechelen = a_city("Mechelen", 77_530)
    rivals = [a_city(*other) for other in others]

    answer = resolve_locality("Mechelen")

    assert (answer.locality, answer.ambiguous) == (None, True)
    assert {*answer.suggestions} == {mechelen, *rivals}


def test_find_localities_leads_from_a_former_commune_to_the_present_one():
    arboys = LocalityFactory(name="Arboys en Bugey")
    LocalityFactory(name="Arbignieu", former=True, merged_into=arboys)

    assert find_localities("arbignieu") == [LocalityHit(arboys, "Arbignieu", exact=True)]
    assert find_localities("arb") == [LocalityHit(arboys, "", exact=False)]


def test_find_localities_knows_countries_in_the_languages_of_the_site():
    bologna = LocalityFactory(city=True, name="Bologna")
    LocalityFactory(name="Bologna")

    for text in ("Bologna (IT)", "bologna, italie", "Bologna (Italy)"):
        assert [hit.locality for hit in find_localities(text)] == [bologna]


def test_find_localities_keeps_to_countries_and_to_its_limit():
    tours = [LocalityFactory(name=f"Tours {number}", population=number) for number in range(3)]
    LocalityFactory(city=True, name="Tours", population=9)

    hits = find_localities("tours", countries=["fr"], limit=2)

    assert [hit.locality for hit in hits] == [tours[2], tours[1]]


def test_find_localities_reads_names_once(django_assert_num_queries):
    LocalityFactory(name="Tours")
    find_localities("tours")

    with django_assert_num_queries(2):
        find_localities("tour")


def test_find_localities_sees_what_was_loaded_meanwhile():
    assert find_localities("tours") == []

    tours = LocalityFactory(name="Tours")

    assert find_localities("tours") == [LocalityHit(tours, "", exact=True)]


def test_find_localities_reads_the_beginning_of_an_endless_text():
    LocalityFactory(name="Tours")

    assert find_localities("tours " * 10_000) == []


def test_localities_within_a_circle_come_the_nearest_first():
    here = Point(47.39, 0.69)
    near = LocalityFactory(latitude=47.40, longitude=0.70)
    at_the_door = LocalityFactory(latitude=47.39, longitude=0.69)
    LocalityFactory(latitude=47.39 + 0.0899, longitude=0.69 + 0.13)  # in the box, not in the circle
    LocalityFactory(latitude=47.40, longitude=0.70, former=True, merged_into=near)
    LocalityFactory(latitude=48.0, longitude=0.69)

    found = localities_within(here, 10_000)

    assert found == [LocalityAt(at_the_door, 0.0), LocalityAt(near, here.distance_to(near.point))]


@pytest.mark.parametrize("degrees", [0.01, 0.3, 3.0])
def test_nearest_locality_looks_farther_and_farther(degrees):
    LocalityFactory(latitude=47.39 - 2 * degrees, longitude=0.69)
    nearest = LocalityFactory(latitude=47.39 + degrees, longitude=0.69)

    assert nearest_locality(Point(47.39, 0.69)) == nearest


def test_nearest_locality_gives_up_in_the_ocean():
    LocalityFactory()

    assert nearest_locality(Point(0.0, -30.0)) is None
