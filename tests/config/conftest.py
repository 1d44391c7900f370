"""What the tests of the middleware share."""

import pytest


@pytest.fixture
def no_connections(monkeypatch):
    """Who answers here has no database: what other tests left open in a thread stays as it is."""
    monkeypatch.setattr("config.concurrency.close_old_connections", lambda: None)
