"""What the clock finds for those who keep a search."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from commons.notifications.models import Notice
from search.query.errors import SearchDownError
from search.saved import periodic
from search.saved.models import SavedSearch
from search.saved.periodic import tell_of_news
from tests.factories.hosting import StayFactory, TipFactory
from tests.factories.search import SavedSearchFactory
from tests.poison import assert_one_failed, poison
from tests.search.indexing import index_offers

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 4, 3, 6, 10, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel(NOW, tick=False):
        yield


def notices():
    return {notice.recipient: notice.data for notice in Notice.objects.all()}


def test_tell_of_news_tells_what_was_published_since_the_last_look():
    saved = SavedSearchFactory(looked_at=YESTERDAY)
    SavedSearchFactory(looked_at=YESTERDAY, query="kind=product")
    TipFactory(title="New", first_published_at=NOW - timedelta(hours=2))
    TipFactory(title="Newer", first_published_at=NOW - timedelta(hours=1))
    TipFactory(title="Old", first_published_at=NOW - timedelta(days=2))
    StayFactory(title="Another kind", first_published_at=NOW - timedelta(hours=1))
    index_offers()

    tell_of_news()
    tell_of_news()

    assert notices() == {saved.owner: {"titles": "Newer\nNew", "count": 2}}


@pytest.mark.parametrize(
    "fields",
    [
        {"mails": False},
        {"looked_at": NOW - timedelta(hours=19)},
        {"owner__is_active": False},
        {"query": "kind=tip&check_in=2027-03-01&check_out=2027-03-04"},
    ],
)
def test_tell_of_news_leaves_alone_who_is_not_due(fields):
    SavedSearchFactory(**{"looked_at": YESTERDAY} | fields)
    TipFactory(first_published_at=NOW - timedelta(hours=1))
    index_offers()

    tell_of_news()

    assert notices() == {}


def test_tell_of_news_asks_again_the_next_morning_where_no_engine_answers(monkeypatch):
    saved = SavedSearchFactory(looked_at=YESTERDAY)

    def nobody():
        raise SearchDownError

    monkeypatch.setattr(periodic, "engine", nobody)
    tell_of_news()

    saved.refresh_from_db()
    assert (saved.looked_at, notices()) == (YESTERDAY, {})


def test_the_mail_names_what_is_new_and_how_to_hear_no_more(django_capture_on_commit_callbacks):
    saved = SavedSearchFactory(name="Bread", looked_at=YESTERDAY, owner__language="fr")
    TipFactory(title="The oven & the mill", first_published_at=NOW - timedelta(hours=1))
    index_offers()

    with django_capture_on_commit_callbacks(execute=True):
        tell_of_news()

    (letter,) = mail.outbox
    assert letter.to == [saved.owner.email]
    assert letter.subject == "1 nouvelle offre pour «\N{NO-BREAK SPACE}Bread\N{NO-BREAK SPACE}»"
    assert "The oven & the mill" in letter.body
    assert "/fr/offres/?kind=tip" in letter.body
    assert "/fr/moi/recherches/silence/" in letter.body


def test_tell_of_news_goes_on_after_a_search_that_fails(monkeypatch, failed_rows):
    keys = {SavedSearchFactory(looked_at=YESTERDAY).pk for _ in range(2)}
    tried, done = poison(monkeypatch, periodic, "news_for")

    failed = tell_of_news()

    assert_one_failed(failed_rows, SavedSearch, tried[0])
    assert failed == 1
    assert set(tried) == keys
    assert done == tried[1:]
