"""Lists of favourites on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel
from hosting.favourites.selectors import lists_of

ROWS: Final = 5


def desk_panels(person: User) -> Iterator[Panel]:
    """Nothing where nobody keeps an offer."""
    if rows := list(lists_of(person)[:ROWS]):
        yield Panel(
            title=_("Favourites"),
            template="favourites/parts/desk_lists.html",
            rows=rows,
            url=reverse("hosting:favourite-lists"),
            more=_("All my lists"),
        )
