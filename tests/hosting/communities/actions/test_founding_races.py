"""Requests for a community are counted for a person, also when two leave at once."""

import pytest

from hosting.communities.actions.founding import FoundingRequestData, send_founding_request
from hosting.communities.errors import TooManyFoundingRequestsError
from hosting.communities.models.founding import FoundingRequest
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.quotas import limit
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def asked_twice_at_once(settings):
    """What the second came to, and how many requests there are, where one is allowed."""
    limit(settings, founding_requests=1)
    by, locality = UserFactory(), LocalityFactory()

    def ask(name):
        founders = ("ada@example.org", "zoe@example.org")
        data = FoundingRequestData(
            name=name, language="en", locality=locality, why="We host.", founders=founders
        )
        return lambda: send_founding_request(data=data, by=by)

    _asked, late = overtaken(
        ask("The Mill"),
        at="hosting.communities.models.founding.FoundingRequest.save",
        by=ask("The Ford"),
    )

    return type(late), FoundingRequest.objects.count()


def test_two_requests_for_communities_at_once_keep_the_limit(settings):
    assert asked_twice_at_once(settings) == (TooManyFoundingRequestsError, 1)


def test_control_without_lock_one_request_too_many_is_sent(settings):
    with without_row_locks():
        outcome = asked_twice_at_once(settings)

    assert outcome == (
        (FoundingRequest, 2) if has_row_locks() else (TooManyFoundingRequestsError, 1)
    )
