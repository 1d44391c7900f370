"""The list of members: search, filters, table, and a message to all."""

from datetime import date

import pytest
from django.urls import reverse

from commons.audit.choices import SecurityEventKind
from commons.audit.models import SecurityEvent
from hosting.communities.models.announcements import Announcement
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    membership = MembershipFactory(coordinator=True, person__display_name="Nadia")
    client.force_login(membership.person)
    return membership


def url_of(name, membership):
    return reverse(f"hosting:coordination-{name}", args=[membership.community.address])


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Nadia", "Odile", "Olga"]),
        ({"words": "od"}, ["Odile"]),
        ({"state": "candidate"}, ["Olga"]),
        ({"lacks": "meeting"}, ["Nadia", "Olga"]),
        ({"words": "nobody"}, []),
        ({"state": "nonsense", "words": "x" * 99}, ["Nadia", "Odile", "Olga"]),
    ],
    ids=["all", "name", "state", "meeting", "nobody", "nonsense"],
)
def test_members_are_found_by_name_state_and_what_is_missing(client, coordinator, query, names):
    here = coordinator.community
    MembershipFactory(community=here, person__display_name="Odile", met_at=date(2020, 5, 1))
    MembershipFactory(community=here, person__display_name="Olga", candidate=True)

    page = client.get(url_of("members", coordinator), query)

    assert sorted(row.person.display_name for row in page.context["members"]) == names
    assert "1 May 2020" in page.text or "Odile" not in names


def test_members_come_as_a_table_without_formulas(client, coordinator):
    MembershipFactory(community=coordinator.community, person__display_name="=1+1")

    answer = client.get(url_of("members-sheet", coordinator))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = answer.text.splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("Nadia,")
    assert lines[2].startswith("'=1+1,")


def test_table_of_members_is_in_the_security_log(client, coordinator):
    client.get(url_of("members-sheet", coordinator))

    event = SecurityEvent.objects.get(kind=SecurityEventKind.DATA_EXPORTED)
    assert event.person_id == coordinator.person_id
    assert event.data == {"members_of": coordinator.community.public_id}


def test_a_coordinator_writes_to_all_members(client, coordinator):
    MembershipFactory(community=coordinator.community)

    refused = client.post(url_of("write", coordinator), {"title": "", "words": "x"})
    sent = client.post(url_of("write", coordinator), {"title": "Saturday", "words": "By the mill."})

    assert (refused.status_code, sent.url) == (422, url_of("members", coordinator))
    assert Announcement.objects.get().recipients == 1


@pytest.mark.parametrize("name", ["members", "members-sheet", "write"])
def test_pages_of_members_are_for_coordinators_alone(client, coordinator, name):
    member = MembershipFactory(community=coordinator.community).person
    statuses = []
    for person in (member, UserFactory()):
        client.force_login(person)
        statuses.append(client.get(url_of(name, coordinator)).status_code)

    assert statuses == [404, 404]


def test_members_cost_the_same_for_many(client, coordinator, count_queries):
    client.get(url_of("members", coordinator))
    one = count_queries(lambda: client.get(url_of("members", coordinator)))
    MembershipFactory.create_batch(3, community=coordinator.community)

    assert count_queries(lambda: client.get(url_of("members", coordinator))) == one
