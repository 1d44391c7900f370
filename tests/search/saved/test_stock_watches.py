"""Waiting for a product: who may, how many, and the one email."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commons.notifications.actions.notices import notify
from commons.notifications.models import Notice
from commons.outbox.models import OutboxEntry
from commons.privacy.models import ConsentRecord
from core.quotas.errors import QuotaExceededError
from hosting.offers.actions.offers import pause_offer, reopen_offer, withdraw_offer
from hosting.offers.actions.stock import set_stock
from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.states import RequestState
from search.saved.actions import unwatch_stock, watch_stock
from search.saved.errors import (
    StockLeftError,
    TooManyWaitingError,
    TooManyWatchesError,
    WatchUnverifiedError,
)
from search.saved.models import StockWatch
from search.saved.periodic import tell_of_news
from search.saved.tasks import STOCK_BACK, tell_watchers
from tests.factories.accounts import UserFactory
from tests.factories.hosting import AgreementFactory, GoodsRequestFactory, ProductFactory
from tests.factories.search import StockWatchFactory
from tests.quotas import limit

pytestmark = pytest.mark.django_db


def told():
    notices = Notice.objects.filter(template=STOCK_BACK).order_by("pk")
    return [(one.recipient, one.data["left"]) for one in notices]


def test_watch_stock_waits_once():
    product, ada = ProductFactory(stock=0), UserFactory()

    first, again = (watch_stock(product=product, by=ada) for _press in range(2))

    assert first == again == StockWatch.objects.get()
    assert ConsentRecord.objects.standing().get().subject == product.public_id


@pytest.mark.parametrize("stock", [3, None])
def test_nobody_waits_for_what_is_there(stock):
    with pytest.raises(StockLeftError):
        watch_stock(product=ProductFactory(stock=stock), by=UserFactory())

    assert not StockWatch.objects.exists()


def test_watch_stock_refuses_unverified_people_and_too_many(settings):
    settings.SEARCH_STOCK_WATCHES_LIMIT = 1
    ada = StockWatchFactory().owner

    with pytest.raises(TooManyWatchesError):
        watch_stock(product=ProductFactory(stock=0), by=ada)
    with pytest.raises(WatchUnverifiedError):
        watch_stock(product=ProductFactory(stock=0), by=UserFactory(unverified=True))

    assert StockWatch.objects.count() == 1


def test_watch_stock_keeps_its_quota(settings):
    limit(settings, stock_watches=0)

    with pytest.raises(QuotaExceededError):
        watch_stock(product=ProductFactory(stock=0), by=UserFactory())


def test_who_waits_hears_once_when_the_host_has_more(committed):
    watch = StockWatchFactory()
    product, host = watch.product, watch.product.host

    for left, seen in ((4, 0), (0, 4), (2, 0)):
        with committed():
            set_stock(product=product, left=left, seen=seen, by=host)

    assert told() == [(watch.owner, 4)]
    assert not StockWatch.objects.exists()
    assert not ConsentRecord.objects.standing().exists()


def test_the_press_that_changes_the_stock_tells_nobody_itself():
    """It holds the lock of the offer. Where nobody waits, nothing is promised either."""
    watch = StockWatchFactory()
    other = ProductFactory(stock=0)

    set_stock(product=watch.product, left=4, seen=0, by=watch.product.host)
    set_stock(product=other, left=4, seen=0, by=other.host)

    (promised,) = OutboxEntry.objects.filter(job=tell_watchers.name)
    assert (told(), promised.arguments) == ([], {"product_id": watch.product.pk})


def test_watchers_are_told_in_batches_and_one_that_fails_is_left(
    committed, monkeypatch, failed_rows
):
    product = ProductFactory(stock=3)
    watches = StockWatchFactory.create_batch(5, product=product)

    def notify_but_one(person, *args, **kwargs):
        if person == watches[1].owner:
            raise ValueError
        return notify(person, *args, **kwargs)

    monkeypatch.setattr("search.saved.tasks.BATCH", 2)
    monkeypatch.setattr("search.saved.tasks.notify", notify_but_one)
    with committed():
        failed = tell_watchers(product_id=product.pk)

    assert failed == 1
    assert len(failed_rows) == 2  # the row, and how many of the run
    failed_rows.clear()
    assert [person for person, _left in told()] == [
        watch.owner for watch in watches if watch != watches[1]
    ]
    assert StockWatch.objects.get() == watches[1]


def test_nobody_is_told_of_what_is_gone_again_meanwhile():
    watch = StockWatchFactory()

    tell_watchers(product_id=watch.product.pk)

    assert told() == []
    assert StockWatch.objects.get() == watch


def test_watch_stock_refuses_more_people_than_may_wait_for_one_product(settings):
    settings.SEARCH_STOCK_WATCHERS_LIMIT = 1
    product = StockWatchFactory().product

    with pytest.raises(TooManyWaitingError):
        watch_stock(product=product, by=UserFactory())

    assert StockWatch.objects.count() == 1


def test_a_paused_product_is_listed_as_text_and_can_be_removed(client):
    watch = StockWatchFactory(product__title="Chestnut honey")
    product = watch.product
    pause_offer(offer=product, by=product.host)
    client.force_login(watch.owner)

    listed = client.get(reverse("search:saved-list")).text
    client.post(reverse("search:stock-unwatch", args=[product.public_id]))

    assert "Chestnut honey" in listed
    assert product.get_absolute_url() not in listed
    assert not StockWatch.objects.exists()


def test_nobody_waits_on_for_what_is_withdrawn_for_good(committed):
    watch = StockWatchFactory()

    with committed():
        withdraw_offer(offer=watch.product, by=watch.product.host)

    assert not StockWatch.objects.exists()
    assert not ConsentRecord.objects.standing().exists()
    assert told() == []


def test_who_waits_hears_of_what_a_cancellation_puts_back(committed):
    request = GoodsRequestFactory(product__stock=2, state=RequestState.AGREED)
    agreement = AgreementFactory(request=request)
    watch = StockWatchFactory(product=request.offer.product)

    with committed():
        cancel_agreement(agreement=agreement, by=agreement.guest)

    assert told() == [(watch.owner, 2)]


def test_who_waits_hears_of_a_paused_offer_once_it_is_public_again(committed):
    watch = StockWatchFactory()
    product, host = watch.product, watch.product.host

    with committed():
        pause_offer(offer=product, by=host)
        set_stock(product=product, left=4, seen=0, by=host)
    while_paused = told()
    with committed():
        reopen_offer(offer=product, by=host)
        tell_of_news()

    assert (while_paused, told()) == ([], [(watch.owner, 4)])


def test_unwatch_is_for_whoever_waits():
    watch = StockWatchFactory()

    with pytest.raises(PermissionDenied):
        unwatch_stock(watch=watch, by=UserFactory())
    unwatch_stock(watch=watch, by=watch.owner)

    assert not StockWatch.objects.exists()


def test_the_page_of_a_product_lets_one_wait_and_stop(client):
    product, ada = ProductFactory(stock=0), UserFactory()
    client.force_login(ada)
    url = product.get_absolute_url()
    watch, stop = (
        reverse(f"search:stock-{deed}", args=[product.public_id]) for deed in ("watch", "unwatch")
    )

    before = client.get(url).text
    after = client.post(watch, follow=True).text
    listed = client.get(reverse("search:saved-list")).text
    stopped = client.post(stop, follow=True).text

    assert "Email me when it’s back in stock" in before
    assert "We’ll email you once, when it’s back in stock." in after
    assert stop in after
    assert product.title in listed
    assert "You won’t get an email about this product." in stopped
    assert not StockWatch.objects.exists()


def test_a_product_that_is_not_public_can_not_be_waited_for(client):
    product = ProductFactory(stock=0, draft=True)
    client.force_login(UserFactory())

    answer = client.post(reverse("search:stock-watch", args=[product.public_id]))

    assert answer.status_code == 404
