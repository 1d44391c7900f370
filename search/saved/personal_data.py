"""Saved searches, in what a person takes along."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from commons.privacy import personal_data
from search.saved.models import SavedSearch


def searches_of(person: User) -> list[dict[str, Any]]:
    fields = ("public_id", "name", "query", "mails", "created_at", "looked_at")
    return list(SavedSearch.objects.visible_to(person).values(*fields))


personal_data.register("searches", searches_of, covers=["saved_searches.savedsearch.owner"])
