import pytest

from tests.factories.geography import LocalityFactory

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
