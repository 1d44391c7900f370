"""The mark moves with each commit, and a kept page goes with it, whoever wrote and where."""

from threading import Event, Thread

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from commons.geography.models import Locality
from core.db.db_version import database_change_token
from hosting.offers.actions.offers import pause_offer
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import StayFactory

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def elsewhere(deed):
    """In a thread with a connection of its own."""

    def run():
        try:
            deed()
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    thread.join()


def test_database_change_token_moves_with_commits_and_not_reads():
    before = database_change_token()
    list(Locality.objects.all())
    assert database_change_token() == before is not None

    LocalityFactory()
    here = database_change_token()
    elsewhere(LocalityFactory)

    assert len({before, here, database_change_token()}) == 3


def test_nothing_is_said_inside_a_transaction():
    with transaction.atomic():
        assert database_change_token() is None


def test_what_isn_t_committed_doesn_t_count_before_it_is():
    written, go = Event(), Event()

    def write_slowly():
        try:
            with transaction.atomic():
                LocalityFactory()
                written.set()
                go.wait(timeout=10)
        finally:
            connections.close_all()

    thread = Thread(target=write_slowly)
    thread.start()
    written.wait(timeout=10)
    before, again = database_change_token(), database_change_token()
    go.set()
    thread.join()

    assert before == again != database_change_token()


def test_a_page_is_read_without_a_question_and_is_gone_with_the_offer(client):
    offer = StayFactory()
    url = offer.get_absolute_url()
    first = client.get(url)
    assert first.status_code == 200

    with CaptureQueriesContext(connection) as asked:
        again = client.get(url)
    assert again.content == first.content
    assert [one for one in asked if "pg_current_snapshot" not in one["sql"]] == []

    elsewhere(lambda: pause_offer(offer=offer, by=offer.host))
    assert client.get(url).status_code == 404
