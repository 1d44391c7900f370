"""How many of a product are left: the host counts them, agreements take them.

The row of the offer is the lock, as for its draft: publishing writes the whole of it.
"""

from __future__ import annotations

from django.db import transaction

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from hosting.offers.actions.drafts import lock_offer
from hosting.offers.errors import NoneLeftSinceError, StockChangedError, StockTakenSinceError
from hosting.offers.models.goods import Product
from hosting.offers.models.offers import Offer
from hosting.offers.signals import stock_changed


@transaction.atomic
def set_stock(*, product: Product, left: int | None, seen: int | None, by: User) -> Product:
    """Say how many are left; None stops counting. It counts at once, without a review.

    `seen` is what stood on the page when it was filled in. Raises StockChangedError where
    somebody has agreed or cancelled meanwhile, and WithdrawnOfferError.
    """
    require(by, "offers.change_stock", product)

    lock_offer(product)
    product = Product.objects.get(pk=product.pk)
    if product.stock != seen:
        raise StockChangedError
    if product.stock == left:
        return product

    audit.record(by, "stock.changed", product, before=product.stock, after=left)
    _write_stock(product, left)
    return product


@transaction.atomic
def take_from_stock(*, product: Product, quantity: int) -> bool:
    """Take so many, or none. False where the host doesn't count. The caller has asked `require`.

    The lock makes rivals wait in line. Raises StockTakenSinceError, or NoneLeftSinceError.
    """
    product = _locked(product)
    if product.stock is None:
        return False
    if product.stock < quantity:
        raise StockTakenSinceError(left=product.stock) if product.stock else NoneLeftSinceError

    _write_stock(product, product.stock - quantity)
    return True


@transaction.atomic
def return_to_stock(*, product: Product, quantity: int) -> None:
    """Put back what was taken, unless the host has stopped counting since."""
    product = _locked(product)
    if product.stock is not None:
        _write_stock(product, product.stock + quantity)


def _locked(product: Product) -> Product:
    Offer.objects.locked(product.pk, no_key=True)
    locked: Product = Product.objects.get(pk=product.pk)
    return locked


def _write_stock(product: Product, left: int | None) -> None:
    """Of a locked product. Neither its draft nor the day of its last change is touched."""
    before, product.stock = product.stock, left
    Product.objects.filter(pk=product.pk).update(stock=left)
    stock_changed.send(sender=Product, product=product, before=before)
