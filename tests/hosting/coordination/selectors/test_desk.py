"""Reads of the desk of a community."""

import pytest

from hosting.coordination.selectors.desk import members_of, sort_members
from tests.factories.hosting import MembershipFactory, StayFactory

pytestmark = pytest.mark.django_db


def test_members_of_shows_coordinators_first_with_what_they_offer():
    member = MembershipFactory()
    coordinator = MembershipFactory(community=member.community, coordinator=True)
    StayFactory(host=member.person, community=member.community)
    StayFactory(host=member.person)

    rows = members_of(member.community, reader=coordinator.person)

    assert [(row, row.offers) for row in rows] == [(coordinator, 0), (member, 1)]


def test_sort_members_compares_names_without_accents():
    cyprien = MembershipFactory(person__display_name="Cyprien")
    rows = [
        cyprien,
        MembershipFactory(community=cyprien.community, person__display_name="Célestin"),
        MembershipFactory(
            community=cyprien.community, person__display_name="Zoé", coordinator=True
        ),
    ]

    names = [row.person.display_name for row in sort_members(rows)]

    assert names == ["Zoé", "Célestin", "Cyprien"]
