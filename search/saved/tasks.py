"""Those who wait for a product hear of it after the press that put more on the shelf."""

from __future__ import annotations

from typing import Final

from celery import shared_task
from django.db import transaction

from commons.notifications.actions.notices import notify
from commons.outbox import actions as outbox
from commons.privacy.actions.consents import record_consent
from core.periodic import for_each_row
from hosting.offers.models.goods import Product
from hosting.offers.models.offers import Offer
from hosting.offers.states import OfferState
from search.saved.models import STOCK_EMAILS, StockWatch

STOCK_BACK: Final = "saved_searches/email/stock_back.txt"
BATCH: Final = 50  # people of one run


@shared_task(name="saved_searches.tell_watchers")
def tell_watchers(*, product_id: int, after: int = 0) -> int:
    """Settle the watches of a product behind the key `after`; the next run goes on with the rest.

    Returns how many failed: they are in the log, hold up no other, and are tried again each
    morning (`periodic.tell_of_news`).
    """
    waiting = StockWatch.objects.filter(product=product_id, pk__gt=after).order_by("pk")
    watches = list(waiting[:BATCH])
    failed = for_each_row(watches, settle_watch)
    if len(watches) == BATCH:
        with transaction.atomic():
            outbox.enqueue(tell_watchers, product_id=product_id, after=watches[-1].pk)
    return failed


@transaction.atomic
def settle_watch(watch: StockWatch) -> None:
    """Tell somebody once that there is more of what they wait for; forget what was withdrawn.

    Nobody hears of what isn't public: they wait on, until the clock finds that it is again.
    """
    rows = StockWatch.objects.select_for_update(of=("self",)).select_related("owner", "product")
    found = rows.filter(pk=watch.pk).first()  # another run may be at it
    if found is None:
        return
    product = found.product
    if product.state != OfferState.WITHDRAWN and (
        product.stock == 0 or not Product.objects.public().filter(pk=product.pk).exists()
    ):
        return

    record_watch(found, is_given=False)
    found.delete()
    if product.state != OfferState.WITHDRAWN:
        offer = Offer.objects.get(pk=product.pk)
        notify(found.owner, STOCK_BACK, offer, left=product.stock or 0)


def record_watch(watch: StockWatch, *, is_given: bool) -> None:
    """That somebody has asked for the one email, or that it is over."""
    record_consent(
        person=watch.owner,
        purpose=STOCK_EMAILS,
        subject=watch.product.public_id,
        is_given=is_given,
    )
