"""What the tests of an emergency share."""

import pytest
from django.contrib.auth.models import Permission

from core.cache.caching import delete_cached
from emergency.activations.selectors.open_emergencies import KEY
from tests.factories.accounts import UserFactory


@pytest.fixture(autouse=True)
def doors_read_anew(nothing_remembered):
    """Factories open an emergency without telling anybody."""
    delete_cached(KEY)


@pytest.fixture(autouse=True)
def with_a_worker(settings):
    """A worker looks after what waits, as in production: tests call it by name."""
    settings.CELERY_TASK_ALWAYS_EAGER = False


@pytest.fixture(autouse=True)
def short_rosters(settings):
    """Lists of tests are short, and most are about something else than who brought them."""
    settings.EMERGENCY_SHORT_ROSTER = 0


@pytest.fixture
def ruler():
    """Somebody of the co-operative who prepares and declares."""
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="change_activation"))
    return person
