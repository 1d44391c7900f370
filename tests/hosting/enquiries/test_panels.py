"""What waits on the desk of a host and of each coordinator, until somebody answers."""

import pytest

from commons.accounts.panels import waiting_for
from commons.conversations.actions import post_message
from hosting.enquiries.panels import desk_panels
from tests.factories.accounts import UserFactory
from tests.factories.enquiries import WORDS, coordinated, enquire

pytestmark = pytest.mark.django_db


def lines(person):
    return [
        (item.title, item.words, item.text, item.action)
        for panel in desk_panels(person)
        for item in panel.items
    ]


def test_desk_shows_each_coordinator_what_waits_until_one_answers():
    community, (ben, cem) = coordinated("Ben", "Cem")
    ada = UserFactory(display_name="Ada")
    enquiry = enquire(ada, community=community)
    before, count = (lines(ben), lines(cem), lines(ada)), waiting_for(cem)

    post_message(thread=enquiry.thread, body="Yes", by=ben)

    line = [("Ada", WORDS, f"To {community.name}", "Reply")]
    assert before == (line, line, [])
    assert (lines(ben), lines(cem), waiting_for(cem)) == ([], [], count - 1)


def test_desk_of_a_host_shows_the_last_words():
    ada, host = UserFactory(display_name="Ada"), UserFactory()
    enquire(ada, host=host)
    enquire(ada, host=host, words="And a pump?")

    assert lines(host) == [("Ada", "And a pump?", "Message without a request", "Reply")]


def test_desk_takes_the_same_queries_for_more(django_assert_num_queries):
    host = UserFactory()
    enquire(UserFactory(), host=host)
    with django_assert_num_queries(1):
        lines(host)
    for _number in range(2):
        enquire(UserFactory(), host=host)

    with django_assert_num_queries(1):
        assert len(lines(host)) == 3
