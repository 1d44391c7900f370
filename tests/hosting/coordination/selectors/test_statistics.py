"""Sums over the hosts of a community, without small numbers."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from hosting.coordination.selectors.statistics import community_year
from hosting.requests.models.requests import Request
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory, RequestFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 9, 15))]


def asked(community, month, hosts):
    made = [RequestFactory(unit__stay__community=community).pk for _host in range(hosts)]
    Request.objects.filter(pk__in=made).update(sent_at=datetime(2027, month, 3, 12, tzinfo=UTC))


def test_community_year_hides_numbers_of_fewer_than_five_hosts(django_assert_num_queries):
    community = CommunityFactory()
    for month, hosts in ((5, 5), (6, 4), (9, 5)):
        asked(community, month, hosts)
    asked(CommunityFactory(), 6, 5)

    with django_assert_num_queries(2):
        figures = community_year(community, 2027)

    shown = {month.first.month: month.requests for month in figures.months}
    assert (shown[5], shown[6]) == (5, None)
    assert 9 not in shown  # it is under way
    assert figures.requests == 5  # what is hidden is in no total


def test_figures_are_for_coordinators_alone(client):
    coordinator = MembershipFactory(coordinator=True)
    member = MembershipFactory(community=coordinator.community)
    page = reverse("hosting:coordination-figures", args=[coordinator.community.address])
    statuses = []
    for person in (coordinator.person, member.person, UserFactory()):
        client.force_login(person)
        statuses.append(client.get(page).status_code)

    client.force_login(coordinator.person)
    assert statuses == [200, 404, 404]
    assert client.get(page, {"year": "1999"}).status_code == 404
