"""Keeping a search, and hearing of what is new in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.rules import has_verified_email
from commons.notifications.actions.notices import notify
from core.permissions import require
from search.saved.errors import MailUnverifiedError, NothingToSaveError, TooManySearchesError
from search.saved.models import SavedSearch

MOST_TITLES: Final = 5
NEWS: Final = "saved_searches/email/new_offers.txt"


@transaction.atomic
def save_search(*, name: str, query: str, by: User) -> SavedSearch:
    """Keep a question. Keeping the same again changes nothing.

    Mails are on from the start where an address can be written to.
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

    saved.mails = has_verified_email(by)
    saved.save()
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
    return saved


@transaction.atomic
def delete_search(*, saved: SavedSearch, by: User) -> None:
    """It is gone, with nothing left of it."""
    require(by, "saved_searches.change_saved_search", saved)

    saved.delete()


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
