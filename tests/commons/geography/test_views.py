import pytest

from tests.factories.geography import LocalityFactory
from tests.weights import MOST_BYTES_OF_GROUND, weight_of_ground

pytestmark = pytest.mark.django_db


def test_suggestions_name_places_in_the_language_asked_for(client):
    bologna = LocalityFactory(city=True, name="Bologna", alternate_names="Bologne")

    answers = [
        client.get("/geography/suggestions", {"q": "bologne", "lang": lang})
        for lang in ("fr", "en")
    ]

    assert [answer.json() for answer in answers] == [
        {
            "suggestions": [
                {
                    "code": bologna.code,
                    "label": label,
                    "matched": "Bologne",
                    "latitude": 47.39,
                    "longitude": 0.69,
                }
            ]
        }
        for label in ("Bologna (Italie)", "Bologna (Italy)")
    ]


def test_suggestions_may_be_kept_for_a_day_and_know_nobody(client, django_assert_num_queries):
    LocalityFactory(name="Tours")
    client.get("/geography/suggestions", {"q": "tour"})

    with django_assert_num_queries(2):
        answer = client.get("/geography/suggestions", {"q": "tour"})

    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert answer.cookies == {}


@pytest.mark.parametrize(
    "query", [{}, {"q": ""}, {"q": " t "}, {"q": "xyzzy"}, {"q": "\0"}, {"q": "tours " * 999}]
)
def test_suggestions_of_nothing_are_none(client, query):
    LocalityFactory(name="Tours")

    assert client.get("/geography/suggestions", query).json() == {"suggestions": []}


def test_suggestions_in_an_unknown_language_come_in_that_of_the_site(client, settings):
    LocalityFactory(city=True, name="Bologna")

    answer = client.get("/geography/suggestions", {"q": "bologna", "lang": "xx"})

    assert answer.json()["suggestions"][0]["label"] == "Bologna (Italy)"


def test_suggestions_are_no_more_than_eight(client):
    for number in range(12):
        LocalityFactory(name=f"Saint-Denis-{number}")

    assert len(client.get("/geography/suggestions", {"q": "saint"}).json()["suggestions"]) == 8


def test_land_is_kept_until_the_outlines_change(client):
    first = client.get("/geography/land/46,0,48,2.json")

    second = client.get("/geography/land/46,0,48,2.json", headers={"If-None-Match": first["ETag"]})

    assert first.json()["type"] == "FeatureCollection"
    assert first.headers["Cache-Control"] == "public, max-age=86400"
    assert (second.status_code, second.content) == (304, b"")


def test_land_is_sent_small(client):
    answer = client.get("/geography/land/45,-2,49,3.json", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) < 24 * 1024


@pytest.mark.parametrize(
    "box",
    ["48,0,46,2", "46,2,46,2", "46,2,48,0", "-91,0,46,2", "46,0,91,2", "46,0,48,181", "0,0,1"],
)
def test_land_of_an_impossible_box_is_unknown(client, box):
    assert client.get(f"/geography/land/{box}.json", follow=True).status_code == 404


def test_layers_show_waters_and_the_towns_of_a_box(client, django_assert_num_queries):
    LocalityFactory(name="Loches", population=6_000, latitude=47.13, longitude=1.0)
    LocalityFactory(name="Tours", population=136_000)
    LocalityFactory(name="Blois", population=46_000, latitude=47.59, longitude=2.3)

    with django_assert_num_queries(1):
        answer = client.get("/geography/layers/47,0,48,2.json")

    features = [feature["properties"] for feature in answer.json()["features"]]
    assert [one["name"] for one in features if one["kind"] == "town"] == ["Tours", "Loches"]
    assert {"Loire", "Cher"} <= {one.get("name") for one in features if one["kind"] == "river"}
    assert answer.json()["licence"] == "ODbL-1.0"


def test_layers_may_be_kept_until_they_change(client):
    first = client.get("/geography/layers/47,0,48,2.json")
    same = {"If-None-Match": first["ETag"]}
    second = client.get("/geography/layers/47,0,48,2.json", headers=same)
    LocalityFactory(name="Tours")
    third = client.get("/geography/layers/47,0,48,2.json", headers=same)

    assert first.headers["Cache-Control"] == "public, max-age=86400"
    assert [second.status_code, third.status_code] == [304, 200]


@pytest.mark.parametrize("box", ["46,-1,48,2", "42,-5,51,9", "-90,-180,90,180"])
def test_what_lies_below_the_pins_is_sent_small(client, box):
    land, layers = (
        client.get(f"/geography/{name}/{box}.json", headers={"Accept-Encoding": "gzip"})
        for name in ("land", "layers")
    )

    assert layers.headers["Content-Encoding"] == "gzip"
    assert weight_of_ground(layers, land) < MOST_BYTES_OF_GROUND


@pytest.mark.parametrize("box", ["48,0,46,2", "46,0,91,2", "0,0,1"])
def test_layers_of_an_impossible_box_are_unknown(client, box):
    assert client.get(f"/geography/layers/{box}.json", follow=True).status_code == 404
