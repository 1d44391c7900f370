"""What communities put on the desk."""

import pytest
from django.urls import reverse

from commons.accounts.queries.panels import waiting_for
from hosting.actions.moderation import start_reading
from hosting.enums import MembershipState
from hosting.queries.community_panels import community_panels
from hosting.queries.coordination import count_waiting_for
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory, StayFactory

pytestmark = pytest.mark.django_db


def submitted(**fields):
    stay = StayFactory(draft=True, **fields)
    return start_reading(offer=stay, by=stay.host)


def test_community_panels_show_coordinators_their_desk_and_count_what_waits():
    membership = MembershipFactory(coordinator=True)
    MembershipFactory(candidate=True, community=membership.community)
    submitted(community=membership.community)
    submitted()
    MembershipFactory(candidate=True)

    coordination, own = community_panels(membership.person)

    assert (list(coordination.rows), coordination.waiting) == ([membership.community], 2)
    assert list(own.rows) == [membership]


def test_community_panels_show_a_candidate_the_way():
    membership = MembershipFactory(candidate=True)
    MembershipFactory(person=membership.person, state=MembershipState.LEFT)

    (own,) = community_panels(membership.person)

    assert (list(own.rows), own.waiting) == ([membership], 0)


def test_community_panels_are_empty_for_a_newcomer():
    assert list(community_panels(UserFactory())) == []


def test_count_waiting_for_is_one_query_and_leaves_out_ones_own_offer(
    django_assert_num_queries,
):
    community = CommunityFactory()
    coordinator = MembershipFactory(community=community, coordinator=True).person
    submitted(community=community, host=coordinator)
    submitted(community=community)
    count_waiting_for(coordinator)  # kinds of content are remembered from now on

    with django_assert_num_queries(1):
        waiting = count_waiting_for(coordinator)

    assert waiting == 1


def test_the_desk_leads_to_what_waits(client):
    membership = MembershipFactory(coordinator=True)
    MembershipFactory(candidate=True, community=membership.community)
    client.force_login(membership.person)

    page = client.get(reverse("accounts:desk")).content.decode()

    assert reverse("hosting:coordination-desk", args=[membership.community.address]) in page
    assert waiting_for(membership.person) == 1
