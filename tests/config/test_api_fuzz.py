"""Generated requests to every operation of the OpenAPI document: `make fuzz-api` sends the most.

The API asks nobody who they are, so there is one role; a cookie changes nothing (test_api.py).
"""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.exhaustive import size
from tests.permissions.world import World
from tests.search.indexing import index_offers

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

EXAMPLES = size(4, exhaustive=200)  # of each operation
OPERATIONS = 12
# What a parameter means isn't all in its schema: two dates belong together. The document has 422.
MAY_BE_REFUSED = schemathesis.checks.positive_data_acceptance


@pytest.fixture(scope="module")
def world(module_rows):
    world = World()
    index_offers()
    return world


@pytest.fixture
def one_connection():
    """Requests see the rows of the test: no connection is closed, as in Django's test client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def operations(settings, one_connection):
    """Of the document as the site hands it out; no limit turns the requests away."""
    settings.CORE_API_REQUESTS = 1_000_000
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    return [found.ok() for found in schema.get_all_operations()]


def ids_in(world):
    """By collection, what its detail page can be asked for."""
    return {
        "offers": world.stay.public_id,
        "communities": world.community.public_id,
        "destinations": str(world.destination.translation_key),
        "itineraries": world.public_itinerary.public_id,
        "stories": world.public_story.public_id,
    }


@pytest.mark.timeout(1800)
def test_api_answers_as_its_document_says_whatever_is_asked(world, operations):
    ids = ids_in(world)
    answered = {}

    for operation in operations:
        collection = operation.path.removeprefix("/api/v1/").split("/")[0]
        answered[operation.label] = statuses_of(operation, ids.get(collection))

    assert len(answered) == OPERATIONS
    # Of each, something was found: else only refusals would have been compared.
    assert [label for label, statuses in answered.items() if 200 not in statuses] == []


def statuses_of(operation, known_id):
    """Send generated requests, every other one about what is there; compare each answer.

    Raises:
        schemathesis.FailureGroup: an answer of 5xx, or one that the document doesn't describe.
    """
    statuses = set()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), is_known=st.sampled_from((True, False)))
    def send(case, is_known):
        if is_known and "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = known_id
        response = case.call(headers={"Accept-Encoding": "identity"})
        case.validate_response(response, excluded_checks=[MAY_BE_REFUSED])
        statuses.add(response.status_code)

    send()
    return statuses
