"""What communities put on the desk."""

import pytest
from django.urls import reverse

from commons.accounts.panels import waiting_for
from hosting.communities.states import MembershipState
from hosting.coordination.panels import community_panels, details_for
from hosting.coordination.selectors.desk import count_waiting_for
from hosting.offers.actions.review import submit_for_review
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory, StayFactory

pytestmark = pytest.mark.django_db


def submitted(**fields):
    stay = StayFactory(draft=True, **fields)
    return submit_for_review(offer=stay, by=stay.host)


def test_community_panels_show_the_desk_and_count_what_waits():
    membership = MembershipFactory(coordinator=True)
    MembershipFactory(candidate=True, community=membership.community)
    submitted(community=membership.community)
    submitted()
    MembershipFactory(candidate=True)

    coordination, own = community_panels(membership.person)

    assert (list(coordination.rows), coordination.waiting) == ([membership.community], 2)
    assert list(own.rows) == [membership]


def test_details_for_a_mail_tell_numbers_of_each_community_and_no_name(django_assert_num_queries):
    membership = MembershipFactory(coordinator=True, community__name="Under the poplars")
    here = membership.community
    MembershipFactory(candidate=True, community=here)
    submitted(community=here)
    submitted(community=here)
    elsewhere = MembershipFactory(
        coordinator=True, person=membership.person, community__name="By the mill"
    ).community
    MembershipFactory(candidate=True, community=elsewhere)
    MembershipFactory(candidate=True)
    desks = {
        one: reverse("hosting:coordination-desk", args=[one.address]) for one in (here, elsewhere)
    }
    list(details_for(membership.person))  # kinds of content are remembered from now on

    with django_assert_num_queries(3):
        details = list(details_for(membership.person))

    assert sorted((one.words, one.url) for one in details) == [
        ("By the mill: 1 candidate", desks[elsewhere]),
        ("Under the poplars: 1 candidate", desks[here]),
        ("Under the poplars: 2 offers to review", desks[here]),
    ]


def test_community_panels_show_a_candidate_the_way():
    membership = MembershipFactory(candidate=True)
    MembershipFactory(person=membership.person, state=MembershipState.LEFT)

    (own,) = community_panels(membership.person)

    assert (list(own.rows), own.waiting) == ([membership], 0)


def test_community_panels_show_a_newcomer_how_to_become_a_host():
    (panel,) = community_panels(UserFactory())

    assert (panel.title, list(panel.rows), panel.waiting) == ("Become a host", [], 0)


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

    page = client.get(reverse("notifications:desk")).content.decode()

    assert reverse("hosting:coordination-desk", args=[membership.community.address]) in page
    assert waiting_for(membership.person) == 1
