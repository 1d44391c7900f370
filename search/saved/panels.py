"""Saved searches on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel
from search.saved.models import SavedSearch

ROWS: Final = 5


def desk_panels(person: User) -> Iterator[Panel]:
    """Nothing where nobody keeps a search."""
    if rows := list(SavedSearch.objects.visible_to(person)[:ROWS]):
        yield Panel(
            title=_("Saved searches"),
            template="saved_searches/parts/desk_searches.html",
            rows=rows,
            url=reverse("search:saved-list"),
            more=_("All saved searches"),
        )
