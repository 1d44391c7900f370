"""A host is reminded once of a request, though two clocks look after it."""

import pytest

from commons.notifications.models import Notice
from core.permissions import SYSTEM
from hosting.requests.actions.requests import remind_of_request
from tests.factories.hosting import RequestFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def reminded_by_two_clocks():
    """How many notices remind the host."""
    request = RequestFactory()

    overtaken(
        lambda: remind_of_request(request=request, by=SYSTEM),
        at="hosting.requests.models.requests.Request.save",
        by=lambda: remind_of_request(request=request, by=SYSTEM),
    )

    return Notice.objects.filter(recipient=request.host).count()


def test_two_clocks_remind_a_host_once():
    assert reminded_by_two_clocks() == 1


def test_control_without_lock_two_clocks_remind_a_host_twice():
    with without_row_locks():
        notices = reminded_by_two_clocks()

    assert notices == (2 if has_row_locks() else 1)
