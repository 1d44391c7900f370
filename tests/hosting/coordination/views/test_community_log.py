"""The page of the log: filters in the address, odd ones said and left out."""

from http import HTTPStatus

import pytest

from commons.audit import actions as audit
from hosting.coordination.presenters import community_log
from tests.factories.hosting import CommunityFactory, MembershipFactory
from tests.hosting.coordination.views.test_desk import coordinator_of, page, signed_in

pytestmark = pytest.mark.django_db


def written(count=1):
    community = CommunityFactory()
    for membership in MembershipFactory.create_batch(count, community=community):
        audit.record(membership.person, "charter.signed", membership)
    return community


def test_the_log_shows_sentences_and_leads_on(client, monkeypatch):
    monkeypatch.setattr(community_log, "PAGE_SIZE", 2)
    community = written(3)
    client = signed_in(client, coordinator_of(community))

    first = client.get(page("log", community), {"noun": "membership"})
    second = client.get(page("log", community) + first.context["next"])

    assert [len(one.context["log"].lines) for one in (first, second)] == [2, 1]
    assert "noun=membership" in first.context["next"]
    assert second.context["next"] == ""


@pytest.mark.parametrize(
    "asked",
    [{"noun": "agreement"}, {"person": "x"}, {"since": "yesterday"}, {"until": "31 February"}],
)
def test_a_filter_that_cannot_be_is_said_and_left_out(client, asked):
    community = written()

    answer = signed_in(client, coordinator_of(community)).get(page("log", community), asked)

    assert answer.status_code == HTTPStatus.OK
    assert list(answer.context["form"].errors) == list(asked)
    assert len(answer.context["log"].lines) == 1


def test_a_page_of_another_question_leads_to_the_first_one(client, monkeypatch):
    monkeypatch.setattr(community_log, "PAGE_SIZE", 1)
    community = written(2)
    client = signed_in(client, coordinator_of(community))
    mark = client.get(page("log", community)).context["log"].after

    answer = client.get(page("log", community), {"noun": "offer", "after": mark}, follow=True)

    assert answer.redirect_chain == [(page("log", community), HTTPStatus.FOUND)]
    assert "That page of the list isn’t available any more." in answer.content.decode()


def test_a_log_without_lines_says_so(client):
    community = CommunityFactory()

    answer = signed_in(client, coordinator_of(community)).get(page("log", community))

    assert "No matching entries" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_takes_as_many_queries_for_three_as_for_one(
    client, count, django_assert_max_num_queries
):
    community = written(count)
    signed_in(client, coordinator_of(community))
    client.get(page("log", community))

    with django_assert_max_num_queries(9):
        client.get(page("log", community))
