"""Several processes that write the index at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from hosting.offers.models.offers import Offer
from search.engines.engine_selection import engine
from search.index.models import Change, IndexState
from search.query.offer_query import OfferQuery
from search.saved.actions import save_search
from search.saved.errors import TooManySearchesError
from search.saved.models import SavedSearch
from search.upkeep.actions import note_changes
from search.upkeep.updates import bring_up_to_date
from tests.factories.accounts import UserFactory
from tests.factories.hosting import UnitFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

RIVALS = 4


def at_once(action):
    """Run `action` in as many threads as there are rivals; list what came of it."""
    start = Barrier(RIVALS)

    def run(number):
        try:
            start.wait(timeout=10)
            return action(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(RIVALS) as pool:
        return list(pool.map(run, range(RIVALS)))


def test_of_several_only_one_gets_the_lease():
    IndexState.objects.current()

    leases = at_once(lambda number: IndexState.objects.take_lease())

    assert sum(lease is not None for lease in leases) == 1


def test_without_the_lease_several_would_write():
    """The control: who only looks first sees nobody, like all the others."""
    IndexState.objects.current()
    looked = Barrier(RIVALS)

    def naively(number):
        free = IndexState.objects.current().leased_until is None
        looked.wait(timeout=10)
        return free

    assert at_once(naively) == [True] * RIVALS


def test_every_change_is_written_once_whoever_writes():
    pks = [UnitFactory().stay_id for _number in range(RIVALS)]
    note_changes(pks)
    Change.objects.all().delete()

    def change(number):
        Offer.objects.filter(pk=pks[number]).update(title=f"Title {number}")
        note_changes([pks[number]])
        return bring_up_to_date()

    at_once(change)
    bring_up_to_date()

    assert Change.objects.count() == 0
    hits = engine().search(OfferQuery(today=timezone.localdate(), text="title"))
    assert sorted(hit.pk for hit in hits.hits) == sorted(pks)


def test_versions_rise_whoever_draws_them():
    lease = IndexState.objects.take_lease()

    versions = at_once(lambda number: IndexState.objects.next_version(lease))

    assert max(versions) == RIVALS


def test_nobody_keeps_more_than_the_limit_however_fast_the_presses(settings):
    settings.SEARCH_SAVED_LIMIT = 1
    ada = UserFactory()

    def keep(number):
        with suppress(TooManySearchesError):
            return save_search(name="A", query=f"adults={number + 1}", by=ada)

    kept = [saved for saved in at_once(keep) if saved]

    assert len(kept) == 1
    assert list(SavedSearch.objects.all()) == kept


def test_without_the_lock_several_would_find_room():
    """The control: who only counts first sees an empty shelf, like all the others."""
    ada = UserFactory()
    counted = Barrier(RIVALS)

    def naively(number):
        room = not SavedSearch.objects.visible_to(ada).exists()
        counted.wait(timeout=10)
        if room:
            SavedSearch.objects.create(owner=ada, name="A", query=f"adults={number + 1}")

    at_once(naively)

    assert SavedSearch.objects.count() == RIVALS


def kept_beside_each_other(settings):
    """How many searches are kept by two presses at once, where one may be."""
    settings.SEARCH_SAVED_LIMIT = 1
    ada = UserFactory()

    overtaken(
        lambda: save_search(name="A", query="adults=1", by=ada),
        at="search.saved.models.SavedSearch.save",
        by=lambda: save_search(name="B", query="adults=2", by=ada),
    )

    return SavedSearch.objects.count()


def test_the_last_place_for_a_search_is_filled_once(settings):
    assert kept_beside_each_other(settings) == 1


def test_control_without_lock_the_last_place_is_filled_twice(settings):
    with without_row_locks():
        kept = kept_beside_each_other(settings)

    assert kept == (2 if has_row_locks() else 1)
