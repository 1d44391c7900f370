"""Saved replies out of an archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.conversations.models import BODY_LIMIT
from commons.privacy.archive_format import ArchiveContent, text_of
from commons.privacy.registries.archive_imports import PlannedItem, limited_plan
from commons.privacy.states import Outcome
from hosting.requests.actions.saved_replies import add_saved_reply
from hosting.requests.models.saved_replies import SavedReply

LONGEST_TITLE: Final = 80


class SavedRepliesPart:
    title = gettext_lazy("Saved replies")

    def plan(self, content: ArchiveContent, person: User) -> Sequence[PlannedItem]:
        return limited_plan(item for item, _body in _items(content, person))

    def apply(self, content: ArchiveContent, person: User) -> None:
        for item, body in _items(content, person):
            if item.outcome == Outcome.NEW:
                add_saved_reply(title=item.title, body=body, by=person)


def _items(content: ArchiveContent, person: User) -> Iterator[tuple[PlannedItem, str]]:
    mine = set(SavedReply.objects.visible_to(person).values_list("title", "body"))
    room = settings.HOSTING_SAVED_REPLIES_LIMIT - len(mine)
    for title, body in _replies(content):
        if (title, body) in mine:
            yield PlannedItem(title, Outcome.KNOWN), body
        elif room > 0:
            room -= 1
            mine.add((title, body))
            yield PlannedItem(title, Outcome.NEW), body
        else:
            reason = _(
                "you’ve reached the limit for saved replies; delete one, then "
                "import the archive again"
            )
            yield PlannedItem(title, Outcome.LEFT_OUT, reason), body


def _replies(content: ArchiveContent) -> Iterator[tuple[str, str]]:
    for row in content.rows("hosting/saved_replies"):
        title, body = text_of(row, "title", LONGEST_TITLE), text_of(row, "body", BODY_LIMIT)
        if title.strip() and body.strip():
            yield title, body
