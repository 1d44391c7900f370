"""Pressed at once: one watch, and never one that a rising stock has passed by."""

from contextlib import nullcontext
from functools import partial

import pytest

from commons.notifications.models import Notice
from hosting.offers.actions.stock import set_stock
from search.saved.actions import watch_stock
from search.saved.models import StockWatch
from search.saved.tasks import STOCK_BACK, settle_watch
from tests.factories.accounts import UserFactory
from tests.factories.hosting import ProductFactory
from tests.factories.search import StockWatchFactory
from tests.rivals import at_once, has_row_locks, overtaken, without_row_locks

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

RIVALS = 4


def test_a_watch_pressed_at_once_waits_once():
    product, ada = ProductFactory(stock=0), UserFactory()

    at_once(*[partial(watch_stock, product=product, by=ada)] * RIVALS)

    assert StockWatch.objects.count() == 1


def test_who_waits_while_the_stock_rises_hears_of_it():
    product, ada = ProductFactory(stock=0), UserFactory()

    overtaken(
        partial(watch_stock, product=product, by=ada),
        at="search.saved.actions.require_quota",
        by=partial(set_stock, product=product, left=4, seen=0, by=product.host),
    )

    assert Notice.objects.filter(template=STOCK_BACK, recipient=ada).count() == 1
    assert not StockWatch.objects.exists()


@pytest.mark.parametrize("is_locked", [True, False], ids=["lock", "control"])
def test_two_runs_at_once_tell_who_waits_once(is_locked):
    """The control shows what the lock is for."""
    watch = StockWatchFactory(product__stock=3)
    locks = nullcontext() if is_locked else without_row_locks()

    with locks:
        overtaken(
            partial(settle_watch, watch),
            at="search.saved.tasks.record_consent",
            by=partial(settle_watch, watch),
        )

    told = Notice.objects.filter(template=STOCK_BACK, recipient=watch.owner).count()
    assert told == (1 if is_locked or not has_row_locks() else 2)
