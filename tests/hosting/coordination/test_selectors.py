"""Reads of the desk of a community."""

import pytest

from hosting.coordination.selectors import members_of
from tests.factories.hosting import MembershipFactory, StayFactory

pytestmark = pytest.mark.django_db


def test_members_of_shows_coordinators_first_with_what_they_offer():
    member = MembershipFactory()
    coordinator = MembershipFactory(community=member.community, coordinator=True)
    StayFactory(host=member.person, community=member.community)
    StayFactory(host=member.person)

    rows = members_of(member.community)

    assert [(row, row.offers) for row in rows] == [(coordinator, 0), (member, 1)]
