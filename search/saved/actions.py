"""Keeping a search or waiting for a product, and hearing of what is new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.rules import has_verified_email
from commons.notifications.actions.notices import notify
from commons.privacy.actions.consents import record_consent
from core.permissions import require
from core.quotas.checks import require_quota
from hosting.offers.models.goods import Product
from hosting.offers.models.offers import Offer
from search.saved.errors import (
    MailUnverifiedError,
    NothingToSaveError,
    StockLeftError,
    TooManySearchesError,
    TooManyWaitingError,
    TooManyWatchesError,
    WatchUnverifiedError,
)
from search.saved.models import SEARCH_EMAILS, SavedSearch, StockWatch
from search.saved.tasks import record_watch

MOST_TITLES: Final = 5
NEWS: Final = "saved_searches/email/new_offers.txt"


@transaction.atomic
def save_search(*, name: str, query: str, by: User, mails: bool = True) -> SavedSearch:
    """Keep a question. Keeping the same again changes nothing.

    Mails are on from the start where an address can be written to, unless `mails` says otherwise.
    """
    saved = SavedSearch(owner=by, name=name, query=query)
    require(by, "saved_searches.save_search", saved)

    User.objects.locked(by.pk)  # two at once would both be the last
    mine = SavedSearch.objects.visible_to(by)
    if earlier := mine.filter(query=query).first():
        return earlier
    if not query:
        raise NothingToSaveError
    if mine.count() >= settings.SEARCH_SAVED_LIMIT:
        raise TooManySearchesError

    saved.mails = mails and has_verified_email(by)
    saved.save()
    _record_emails(saved, by)
    return saved


@transaction.atomic
def rename_search(*, saved: SavedSearch, name: str, by: User) -> SavedSearch:
    """Call it otherwise."""
    require(by, "saved_searches.change_saved_search", saved)

    saved = SavedSearch.objects.locked(saved.pk)
    saved.name = name
    saved.save(update_fields=["name"])
    return saved


@transaction.atomic
def set_mails(*, saved: SavedSearch, mails: bool, by: User) -> SavedSearch:
    """Hear of what is new, or no more. What came meanwhile isn't told afterwards."""
    require(by, "saved_searches.change_saved_search", saved)

    saved = SavedSearch.objects.locked(saved.pk)
    if mails and not has_verified_email(by):
        raise MailUnverifiedError

    if mails and not saved.mails:
        saved.looked_at = timezone.now()
    saved.mails = mails
    saved.save(update_fields=["mails", "looked_at"])
    _record_emails(saved, by)
    return saved


@transaction.atomic
def delete_search(*, saved: SavedSearch, by: User) -> None:
    """It is gone, with nothing left of it."""
    require(by, "saved_searches.change_saved_search", saved)

    saved.mails = False
    _record_emails(saved, by)
    saved.delete()


def _record_emails(saved: SavedSearch, person: User) -> None:
    record_consent(
        person=person, purpose=SEARCH_EMAILS, subject=saved.public_id, is_given=saved.mails
    )


@transaction.atomic
def record_check(*, saved: SavedSearch, titles: Sequence[str]) -> SavedSearch:
    """The clock asked again, and found these; whoever wants mails is told of them once."""
    saved = SavedSearch.objects.select_for_update().select_related("owner").get(pk=saved.pk)
    saved.looked_at = timezone.now()
    saved.save(update_fields=["looked_at"])
    if titles and saved.mails:
        titles_text = "\n".join(titles[:MOST_TITLES])
        notify(saved.owner, NEWS, saved, titles=titles_text, count=len(titles))
    return saved


@transaction.atomic
def watch_stock(*, product: Product, by: User) -> StockWatch:
    """Wait until there is more of a product. Waiting for it twice changes nothing.

    Raises StockLeftError, WatchUnverifiedError, TooManyWatchesError, TooManyWaitingError or
    QuotaExceededError.
    """
    require(by, "saved_searches.watch_stock", product)

    User.objects.locked(by.pk, no_key=True)  # two at once would both be the last
    Offer.objects.locked(product.pk, no_key=True)  # the lock under which the stock rises
    mine = StockWatch.objects.visible_to(by)
    if earlier := mine.filter(product=product).first():
        return earlier
    if Product.objects.get(pk=product.pk).stock != 0:
        raise StockLeftError
    if not has_verified_email(by):
        raise WatchUnverifiedError
    if mine.count() >= settings.SEARCH_STOCK_WATCHES_LIMIT:
        raise TooManyWatchesError(most=settings.SEARCH_STOCK_WATCHES_LIMIT)
    if StockWatch.objects.filter(product=product).count() >= settings.SEARCH_STOCK_WATCHERS_LIMIT:
        raise TooManyWaitingError
    require_quota("stock_watches", by)

    watch = StockWatch.objects.create(owner=by, product=product)
    record_watch(watch, is_given=True)
    return watch


@transaction.atomic
def unwatch_stock(*, watch: StockWatch, by: User) -> None:
    """Wait no longer."""
    require(by, "saved_searches.unwatch_stock", watch)

    record_watch(watch, is_given=False)
    watch.delete()
