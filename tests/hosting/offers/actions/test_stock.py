"""How many of a product are left: counted by its host, taken by agreements."""

import pytest
from django.core.exceptions import PermissionDenied

from commons.audit.models import AuditEntry
from hosting.offers.actions.drafts import revise_offer
from hosting.offers.actions.stock import return_to_stock, set_stock, take_from_stock
from hosting.offers.errors import (
    NoneLeftSinceError,
    StockChangedError,
    StockTakenSinceError,
    WithdrawnOfferError,
)
from hosting.offers.models.goods import Product
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import ProductFactory

pytestmark = pytest.mark.django_db


def left_of(product):
    return Product.objects.get(pk=product.pk).stock


def test_set_stock_counts_at_once_and_says_who_did_it():
    product = ProductFactory(stock=5)

    set_stock(product=product, left=8, seen=5, by=product.host)

    entry = AuditEntry.objects.get()
    assert left_of(product) == 8
    assert (entry.verb, entry.actor_id) == ("stock.changed", product.host_id)
    assert entry.data == {"before": 5, "after": 8}


@pytest.mark.parametrize(("seen", "left"), [(5, None), (None, 0)])
def test_set_stock_begins_and_stops_counting(seen, left):
    product = ProductFactory(stock=seen)

    set_stock(product=product, left=left, seen=seen, by=product.host)

    assert left_of(product) == left


def test_set_stock_refuses_what_was_counted_before_somebody_agreed():
    product = ProductFactory(stock=5)
    take_from_stock(product=product, quantity=2)

    with pytest.raises(StockChangedError):
        set_stock(product=product, left=5, seen=5, by=product.host)

    assert left_of(product) == 3


def test_set_stock_is_for_the_host_and_for_what_is_not_withdrawn():
    product, gone = ProductFactory(stock=5), ProductFactory(stock=5, state=OfferState.WITHDRAWN)

    with pytest.raises(PermissionDenied):
        set_stock(product=product, left=8, seen=5, by=UserFactory())
    with pytest.raises(WithdrawnOfferError):
        set_stock(product=gone, left=8, seen=5, by=gone.host)

    assert (left_of(product), left_of(gone)) == (5, 5)


def test_take_and_return_move_only_what_is_counted():
    counted, uncounted = ProductFactory(stock=5), ProductFactory(stock=None)

    taken = [take_from_stock(product=one, quantity=2) for one in (counted, uncounted)]
    after = [left_of(counted), left_of(uncounted)]
    for one in (counted, uncounted):
        return_to_stock(product=one, quantity=2)

    assert (taken, after) == ([True, False], [3, None])
    assert [left_of(counted), left_of(uncounted)] == [5, None]


@pytest.mark.parametrize(
    ("stock", "refusal", "words"),
    [
        (2, StockTakenSinceError, "Only 2 left, so nothing has been agreed. Propose 2 or fewer."),
        (1, StockTakenSinceError, "Only 1 left, so nothing has been agreed. Propose 1."),
        (0, NoneLeftSinceError, "None left at the moment, so nothing has been agreed."),
    ],
    ids=["two-left", "one-left", "none-left"],
)
def test_take_refuses_more_than_there_is(stock, refusal, words):
    product = ProductFactory(stock=stock)

    with pytest.raises(refusal) as refused:
        take_from_stock(product=product, quantity=3)

    assert str(refused.value).startswith(words)
    assert left_of(product) == stock


def test_publishing_an_older_draft_brings_no_stock_back():
    product = ProductFactory(stock=5)
    draft = revise_offer(offer=product, changes={"words": "Of this spring."}, by=product.host)
    revision = draft.latest_revision
    revision.content_object  # noqa: B018  read as Wagtail does, before somebody agrees
    take_from_stock(product=product, quantity=2)

    revision.publish()

    product.refresh_from_db()
    assert (product.words, product.stock) == ("Of this spring.", 3)
