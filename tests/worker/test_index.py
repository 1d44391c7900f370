"""A change of an offer reaches the index by a worker, also when the worker dies on its way."""

import os
import signal

import pytest
from django.utils import timezone

from scripts.processes import wait_until
from search.engines.engine_selection import engine
from search.index.models import Change, IndexState
from search.query.offer_query import OfferQuery
from tests.factories.hosting import UnitFactory
from tests.patience import patience

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def found():
    return [hit.pk for hit in engine().search(OfferQuery(today=timezone.localdate())).hits]


def test_a_worker_writes_what_waits(start_worker, broker):
    stay = UnitFactory().stay
    Change.objects.create(offer_pk=stay.pk)
    start_worker()

    broker.send_task("search_upkeep.write_changes")

    assert wait_until(lambda: found() == [stay.pk], within=patience(20))
    assert wait_until(lambda: not Change.objects.exists(), within=patience(20))


def test_what_a_killed_worker_was_writing_is_written_by_the_next(start_worker, broker):
    stay = UnitFactory().stay
    Change.objects.create(offer_pk=stay.pk)
    killed = start_worker()
    os.killpg(killed.process.pid, signal.SIGKILL)
    killed.process.wait()
    IndexState.objects.take_lease()  # as it stood when it died
    broker.send_task("search_upkeep.write_changes")
    start_worker()

    assert not wait_until(lambda: not Change.objects.exists(), within=2)
    IndexState.objects.update(leased_until=timezone.now())  # two minutes later
    broker.send_task("search_upkeep.write_changes")

    assert wait_until(lambda: found() == [stay.pk], within=patience(20))
