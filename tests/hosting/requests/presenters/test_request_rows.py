"""Requests as rows: whose turn it is, in which order, and what is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hosting.requests.presenters.answer_bar import answer_bar
from hosting.requests.presenters.request_rows import request_lists
from hosting.requests.presenters.rules import rules_touching
from hosting.requests.selectors.requests import requests_for
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import ProposalFactory, RequestFactory

pytestmark = pytest.mark.django_db


def lists_of(person):
    return request_lists(requests_for(person), reader=person)


def test_request_lists_put_my_turn_first_and_the_soonest_deadline_before():
    host, now = UserFactory(), timezone.now()
    late = RequestFactory(unit__stay__host=host, answer_by=now + timedelta(days=4))
    soon = RequestFactory(unit__stay__host=host, answer_by=now + timedelta(hours=3))
    proposed = ProposalFactory(request__unit__stay__host=host).request
    over = RequestFactory(unit__stay__host=host, state=RequestState.DECLINED)
    asked = RequestFactory(guest=host)

    lists = lists_of(host)

    rows = [(row.request, row.waits, row.action) for row in lists.received.under_way]
    assert rows == [(soon, True, "Reply"), (late, True, "Reply"), (proposed, False, "Open")]
    assert [row.request for row in lists.received.past] == [over]
    assert [row.request for row in lists.sent.under_way] == [asked]
    assert (lists.received.waiting, lists.sent.waiting) == (2, 0)


def test_request_rows_say_the_other_side_s_latest_words_and_until_when():
    asked = RequestFactory()
    asked.thread.messages.create(author=asked.guest, body="We like mills.")
    asked.thread.messages.create(author=asked.host, body="Do you like cats?")

    (received,) = lists_of(asked.host).received.under_way
    (sent,) = lists_of(asked.guest).sent.under_way

    assert (received.words, sent.words) == ("We like mills.", "Do you like cats?")
    assert received.deadline.startswith("Answer by ")
    assert sent.deadline.startswith("The host can answer until ")
    assert (received.label, sent.label) == ("Waiting for your answer", "Waiting for their answer")


def test_request_rows_name_nobody_who_has_closed_the_account():
    asked = RequestFactory(guest__display_name="…", guest__closed_at=timezone.now())

    (row,) = lists_of(asked.host).received.under_way

    assert row.name == "Someone who closed their account"


def test_request_rows_keep_the_direction_of_a_name():
    asked = RequestFactory(guest__display_name="סלים <b>")

    (row,) = lists_of(asked.host).received.under_way

    assert row.facts.startswith("<bdi>סלים &lt;b&gt;</bdi>, 2 adults, ")


def test_request_rows_say_to_the_host_what_kind_of_group_asks():
    asked = RequestFactory(guest__display_name="Nour", group_kind="works_council")

    (received,) = lists_of(asked.host).received.under_way
    (sent,) = lists_of(asked.guest).sent.under_way

    assert received.facts.startswith("<bdi>Nour</bdi>, Works council, 2 adults, ")
    assert sent.group == ""


def test_own_words_of_a_group_stand_beside_its_kind_for_the_host(client):
    asked = RequestFactory(group_kind="other", group_words="a <b>choir")
    words = "Other: “a &lt;b&gt;choir”"

    (received,) = lists_of(asked.host).received.under_way
    pages = []
    for reader in (asked.host, asked.guest):
        client.force_login(reader)
        pages.append(client.get(asked.get_absolute_url()).text)

    assert words in received.facts
    assert [f"Kind of group: <bdi>{words}</bdi>" in page for page in pages] == [True, False]


def test_answer_bar_gives_each_side_its_answers():
    proposal = ProposalFactory()
    asked = proposal.request

    host, guest = (answer_bar(asked, reader=one) for one in (asked.host, asked.guest))
    asked.state = RequestState.AGREED

    assert (host.accept_url, host.refuse_label) == ("", "Decline")
    assert guest.accept_url.endswith("/agree/1/")
    assert (guest.accept_label, guest.refuse_label) == ("Accept", "Withdraw request")
    assert answer_bar(asked, reader=asked.host) is None


@pytest.mark.parametrize(
    ("kind", "children", "kinds"),
    [
        ("stay", 0, ["most_nights", "largest_party"]),
        ("stay", 2, ["most_nights", "largest_party", "children_per_adult"]),
        ("product", 0, []),
    ],
)
def test_rules_touching_leaves_out_what_cannot_refuse(kind, children, kinds):
    column = [
        [1, "most_nights", 7, ""],
        [2, "largest_party", 8, ""],
        [3, "children_per_adult", 12, ""],
        [4, "soft", None, "Bring slippers."],
    ]

    rules = rules_touching(column, kind=kind, children=children)

    assert [rule.kind for rule in rules] == kinds
