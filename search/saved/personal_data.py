"""Saved searches and products that somebody waits for, in what a person takes along."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from search.saved.models import SavedSearch, StockWatch


def searches_of(person: User) -> list[dict[str, Any]]:
    fields = ("public_id", "name", "query", "mails", "created_at", "looked_at")
    return list(SavedSearch.objects.visible_to(person).values(*fields))


def watches_of(person: User) -> list[dict[str, Any]]:
    fields = ("product__public_id", "created_at")
    return list(StockWatch.objects.visible_to(person).values(*fields))


personal_data.register("searches", searches_of, covers=["saved_searches.savedsearch.owner"])
personal_data.register("stock_watches", watches_of, covers=["saved_searches.stockwatch.owner"])
register_processing(
    Processing(
        "searches",
        ("saved_searches",),
        title=_("Saved searches"),
        purpose=_("to tell you about new offers"),
        basis=LegalBasis.CONSENT,
        recipients=_("no one else"),
    )
)
register_retention(
    RetentionRule(("saved_searches.savedsearch",), goes=_("your saved searches")),
    RetentionRule(("saved_searches.stockwatch",), goes=_("the products you’re waiting for")),
)
