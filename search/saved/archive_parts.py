"""Saved searches out of an archive, without their emails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.privacy.archive_format import ArchiveContent, text_of
from commons.privacy.registries.archive_imports import PlannedItem, limited_plan
from commons.privacy.states import Outcome
from search.saved.actions import save_search
from search.saved.models import SavedSearch

LONGEST_NAME: Final = 120
LONGEST_QUERY: Final = 4_000


class SavedSearchesPart:
    title = gettext_lazy("Saved searches, without emails")

    def plan(self, content: ArchiveContent, person: User) -> Sequence[PlannedItem]:
        return limited_plan(item for item, _query in _items(content, person))

    def apply(self, content: ArchiveContent, person: User) -> None:
        for item, query in _items(content, person):
            if item.outcome == Outcome.NEW:
                save_search(name=item.title, query=query, by=person, mails=False)


def _items(content: ArchiveContent, person: User) -> Iterator[tuple[PlannedItem, str]]:
    mine = set(SavedSearch.objects.visible_to(person).values_list("query", flat=True))
    room = settings.SEARCH_SAVED_LIMIT - len(mine)
    for name, query in _searches(content):
        if query in mine:
            yield PlannedItem(name, Outcome.KNOWN), query
        elif room > 0:
            room -= 1
            mine.add(query)
            yield PlannedItem(name, Outcome.NEW), query
        else:
            reason = _(
                "you’ve reached the limit for saved searches; delete one, then "
                "import the archive again"
            )
            yield PlannedItem(name, Outcome.LEFT_OUT, reason), query


def _searches(content: ArchiveContent) -> Iterator[tuple[str, str]]:
    for row in content.rows("searches"):
        name, query = text_of(row, "name", LONGEST_NAME), text_of(row, "query", LONGEST_QUERY)
        if name.strip() and query:
            yield name, query
