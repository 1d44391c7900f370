"""Signal handlers: an account that closes, a product of which there is more."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from commons.outbox import actions as outbox
from hosting.offers.models.goods import Product
from hosting.offers.models.offers import Offer
from hosting.offers.signals import offer_erased, offer_withdrawn, stock_changed
from hosting.offers.states import OfferState
from search.saved.models import SavedSearch, StockWatch
from search.saved.tasks import tell_watchers


@receiver(account_closed, dispatch_uid="search.forget_searches")
def forget_searches(sender: type, person: User, **kwargs: Any) -> None:
    """What somebody looked for, and waited for, goes with them."""
    SavedSearch.objects.visible_to(person).delete()
    StockWatch.objects.visible_to(person).delete()


@receiver(stock_changed, dispatch_uid="search.tell_of_stock")
def tell_of_stock(sender: type, product: Product, **kwargs: Any) -> None:
    """Whoever waits hears of it in a job of its own: the lock of the offer is held here."""
    if product.stock != 0:
        _settle_later(product)


@receiver(offer_withdrawn, dispatch_uid="search.forget_withdrawn")
def forget_withdrawn(sender: type, offer: Offer, **kwargs: Any) -> None:
    """There will never be more of what is withdrawn for good; a paused offer may come back."""
    if offer.state == OfferState.WITHDRAWN:
        _settle_later(offer)


@receiver(offer_erased, dispatch_uid="search.forget_watches")
def forget_watches(sender: type, offer: Offer, **kwargs: Any) -> None:
    """There will never be more."""
    StockWatch.objects.filter(product=offer.pk).delete()


def _settle_later(offer: Offer) -> None:
    if StockWatch.objects.filter(product=offer.pk).exists():
        outbox.enqueue(tell_watchers, product_id=offer.pk)
