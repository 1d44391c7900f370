"""What the tests of an emergency share."""

import pytest


@pytest.fixture(autouse=True)
def with_a_worker(settings):
    """A worker looks after what waits, as in production: tests call it by name."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    settings.CELERY_BROKER_URL = ""
