"""The door for programs as a whole: what it is described as, and that nobody carries it in vain."""

import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from hosting.offers.choices.lists import Facet
from search.query.criteria import FLEXIBLE_DAYS
from search.query.states import Order
from search.results.api import MEANINGS
from search.results.forms.offers import OfferForm

pytestmark = pytest.mark.django_db


def test_the_description_is_openapi_as_its_own_validator_has_it(client):
    described = client.get("/api/v1/openapi.json").json()

    assert described["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []


def test_every_operation_tells_how_it_refuses_and_in_which_languages(client):
    described = client.get("/api/v1/openapi.json").json()

    operations = [one for path in described["paths"].values() for one in path.values()]
    assert operations
    for operation in operations:
        assert "application/problem+json" in operation["responses"]["default"]["content"]
        assert [one for one in operation["parameters"] if one["name"] == "lang"]


def test_openapi_describes_every_parameter_of_the_search(client):
    described = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/offers/"]["get"]

    told = {one["name"]: one for one in described["parameters"]}
    assert set(told) == {*OfferForm.base_fields, *Facet, "lang"}
    assert set(MEANINGS) == set(OfferForm.base_fields)
    assert told["order"]["schema"]["enum"] == list(Order)[1:]
    assert told["flexible"]["schema"] == {"type": "integer", "enum": list(FLEXIBLE_DAYS)}


def test_the_start_leads_to_every_collection(client):
    start = client.get("/api/v1/").json()

    assert start["openapi"] == "http://testserver/api/v1/openapi.json"
    for url in start["collections"].values():
        assert client.get(url).status_code == 200, url


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/nowhere/",
        pytest.param("/api/v1/offers/abcd2345/", id="api-v1-offers"),
        "/api/v1/offers/%00/",
    ],
)
def test_what_is_not_there_is_a_problem_and_no_page(client, path):
    response = client.get(path, headers={"accept-language": "fr"})

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["title"] == "Rien de public à cette adresse"


@pytest.mark.parametrize("path", ["/api/v1/offers/", "/api/v1/offers/abc/", "/oembed"])
@pytest.mark.parametrize("method", ["POST", "DELETE", "PATCH"])
def test_api_refuses_changes_as_data(path, method):
    browser = Client(enforce_csrf_checks=True)

    response = browser.generic(method, path)

    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"


def test_a_forgotten_slash_leads_on_with_its_question(client):
    response = client.get("/api/v1/offers?kind=stay")

    assert (response.status_code, response.url) == (302, "/api/v1/offers/?kind=stay")
