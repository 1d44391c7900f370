"""What moderation puts on the desk, and how little it asks for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commons.accounts.models import User
from commons.moderation.panels import case_panels
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

    assert panels == [("Reported", 1)]
    assert "offers_offer" in asked[-1]
    assert "stories_story" not in asked[-1]
    assert "notes_note" not in asked[-1]


def test_case_panels_counts_everything_for_the_co_operative():
    for _ in range(2):
        reported("offer", StayFactory(), by=UserFactory())

    panels, _asked = ask(UserFactory(is_superuser=True))

    assert panels == [("Reported", 2)]


def test_case_panels_counts_cases_of_several_kinds():
    offer = StayFactory()
    reported("offer", offer, by=UserFactory())
    reported("community", offer.community, by=UserFactory())

    panels, _asked = ask(UserFactory(is_superuser=True))

    assert panels == [("Reported", 2)]


@pytest.mark.parametrize("side", ["reporter", "author", "stranger"])
def test_case_panels_leads_to_what_one_reported_or_was_told(side):
    offer, reporter = StayFactory(), UserFactory()
    decided(reported("offer", offer, by=reporter).case)
    person = {"reporter": reporter, "author": offer.host, "stranger": UserFactory()}[side]

    panels, asked = ask(person)

    assert panels == ([] if side == "stranger" else [("Reports and decisions", 0)])
    assert len(asked) == 1
