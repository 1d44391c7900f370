"""What moderation puts on the desk, and how little it asks for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commons.accounts.models import User
from commons.accounts.panels import row_count
from commons.moderation.panels import case_panels, waiting_cases
from commons.moderation.selectors import KINDS_KEY
from core.cache.caching import delete_cached
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.moderation import coordinator_of, decided, reported

pytestmark = pytest.mark.django_db


def ask(person):
    """The panels of this person by title with what waits, and the SQL that was asked for them."""
    person = User.objects.get(pk=person.pk)  # with nothing remembered
    with CaptureQueriesContext(connection) as asked:
        panels = [(panel.title, panel.waiting) for panel in case_panels(person)]
    return panels, [query["sql"] for query in asked]


def test_case_panels_asks_once_where_nothing_waits():
    offer = StayFactory()
    decided(reported("offer", offer, by=UserFactory()).case)

    panels, asked = ask(coordinator_of(offer.community))

    assert panels == []
    assert len(asked) == 1


def test_case_panels_counts_and_queries_only_what_one_decides():
    offer = StayFactory()
    reported("offer", offer, by=UserFactory())
    reported("offer", StayFactory(), by=UserFactory())
    coordinator = coordinator_of(offer.community)

    panels, asked = ask(coordinator)

    assert panels == [("Reported content", 1)]
    assert "offers_offer" in asked[-1]
    assert "stories_story" not in asked[-1]
    assert "notes_note" not in asked[-1]


def test_case_panels_counts_everything_for_the_co_operative():
    for _ in range(2):
        reported("offer", StayFactory(), by=UserFactory())

    panels, _asked = ask(UserFactory(is_superuser=True))

    assert panels == [("Reported content", 2)]


def test_case_panels_counts_cases_of_several_kinds():
    offer = StayFactory()
    reported("offer", offer, by=UserFactory())
    reported("community", offer.community, by=UserFactory())

    panels, _asked = ask(UserFactory(is_superuser=True))

    assert panels == [("Reported content", 2)]


@pytest.mark.parametrize("side", ["reporter", "author", "stranger"])
def test_case_panels_leads_to_what_one_reported_or_was_told(side):
    offer, reporter = StayFactory(), UserFactory()
    decided(reported("offer", offer, by=reporter).case)
    person = {"reporter": reporter, "author": offer.host, "stranger": UserFactory()}[side]

    panels, asked = ask(person)

    assert panels == ([] if side == "stranger" else [("Reports and decisions", 0)])
    assert len(asked) == 1


def test_waiting_cases_asks_nothing_where_nothing_waits(django_assert_num_queries):
    person = UserFactory()

    with django_assert_num_queries(0):
        assert waiting_cases(person) == []


def test_waiting_cases_counts_a_report_at_once_and_until_it_is_decided():
    offer = StayFactory()
    coordinator = coordinator_of(offer.community)
    assert waiting_cases(coordinator) == []

    case = reported("offer", offer, by=UserFactory()).case
    assert row_count(waiting_cases(coordinator)) == 1
    assert row_count(waiting_cases(coordinator_of(StayFactory().community))) == 0

    decided(case)
    assert row_count(waiting_cases(coordinator)) == 0


def test_waiting_cases_forgets_a_kind_after_a_while(django_assert_num_queries):
    offer = StayFactory()
    coordinator = coordinator_of(offer.community)
    decided(reported("offer", offer, by=UserFactory()).case)
    delete_cached(KINDS_KEY)  # as the cache does by itself after a minute

    with django_assert_num_queries(1):
        assert waiting_cases(coordinator) == []


def test_waiting_cases_queries_only_kinds_that_wait():
    offer = StayFactory()
    reported("offer", offer, by=UserFactory())

    [rows] = waiting_cases(coordinator_of(offer.community))

    assert "offers_offer" in str(rows.query)
    assert "stories_story" not in str(rows.query)
