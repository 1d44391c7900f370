"""A community whose coordinator brings a network, and the road of a table to its import."""

import pytest

from hosting.network_imports import table_reader
from hosting.network_imports.actions.imports import confirm_import, map_columns, upload_network
from hosting.network_imports.models import NetworkImport
from tests.child_answers import said_of
from tests.factories.hosting import MembershipFactory
from tests.factories.network_imports import upload

MAPPING = {"email": 0, "name": 1, "title": 2, "words": 3, "sleeps": 4}


@pytest.fixture
def tables_read_once(monkeypatch):
    """Trying a table and importing it ask a child the same, and so do many tests."""
    monkeypatch.setattr(table_reader, "run", said_of)


@pytest.fixture
def coordinator():
    return MembershipFactory(coordinator=True, person__display_name="Nadia").person


@pytest.fixture
def community(coordinator):
    return coordinator.memberships.get().community


@pytest.fixture
def brought(coordinator, community, committed):
    """Upload a table, map it, and let the worker import it."""

    def bring(content, *, mapping=MAPPING):
        sent = upload_network(community=community, file=upload(content), by=coordinator)
        checked = map_columns(network_import=sent, mapping=mapping, by=coordinator)
        with committed():
            confirm_import(network_import=checked, by=coordinator)
        return NetworkImport.objects.get(pk=sent.pk)

    return bring
