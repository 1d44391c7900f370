"""Two who settle one concern: the second is told, and nobody is told of it twice."""

import pytest

from hosting.requests.actions.concerns import settle_concern
from hosting.requests.errors import AlreadySettledError
from hosting.requests.models.concerns import Concern
from tests.factories.hosting import ConcernFactory, MembershipFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def settled_by_two():
    """What the second came to, and whose outcome stands."""
    concern = ConcernFactory()
    community = concern.request.offer.community
    readers = MembershipFactory.create_batch(2, community=community, coordinator=True)
    one, other = (reader.person for reader in readers)

    _settled, late = overtaken(
        lambda: settle_concern(concern=concern, outcome="We spoke.", by=one),
        at="hosting.requests.models.concerns.Concern.save",
        by=lambda: settle_concern(concern=concern, outcome="Nothing.", by=other),
    )

    return type(late), Concern.objects.get().settled_by == one


def test_of_two_who_settle_a_concern_the_second_is_told():
    assert settled_by_two() == (AlreadySettledError, True)


def test_control_without_lock_both_settle_the_concern():
    with without_row_locks():
        outcome = settled_by_two()

    assert outcome == ((Concern, True) if has_row_locks() else (AlreadySettledError, True))
