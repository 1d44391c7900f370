"""What can come out of an archive into an account: packages register a part each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.privacy.archive_format import ArchiveContent
from commons.privacy.states import Outcome
from core.registry import KeyedRegistry

MOST_AT_ONCE: Final = 100  # new things of one part; the next import brings the next ones


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One thing of an archive; `reason` says why it is left out."""

    title: str
    outcome: Outcome
    reason: str = ""


class ImportPart(Protocol):
    """`apply` writes nothing public, tells nobody, and skips what is there already."""

    @property
    def title(self) -> str | Promise: ...

    def plan(self, content: ArchiveContent, person: User) -> Sequence[PlannedItem]: ...

    def apply(self, content: ArchiveContent, person: User) -> None: ...


def limited_plan(items: Iterable[PlannedItem]) -> list[PlannedItem]:
    """So many of each outcome as come at once, and how many more there are.

    `apply` of such a part writes the first MOST_AT_ONCE that are new. Of an archive with any number
    of things no more than these are held.
    """
    plan, counted = [], Counter[Outcome]()
    for item in items:
        counted[item.outcome] += 1
        if counted[item.outcome] <= MOST_AT_ONCE:
            plan.append(item)
    for outcome, number in counted.items():
        if number > MOST_AT_ONCE:
            title = _("and %(number)s more") % {"number": number - MOST_AT_ONCE}
            is_new = outcome == Outcome.NEW
            reason = _("import the archive again to add them") if is_new else ""
            plan.append(PlannedItem(title, Outcome.LEFT_OUT if is_new else outcome, reason))
    return plan


import_parts: Final = KeyedRegistry[str, ImportPart]()


def plan_of(content: ArchiveContent, person: User) -> Iterator[tuple[str, Sequence[PlannedItem]]]:
    """By the code of each part, in the order of their registration."""
    for code, part in import_parts.items():
        if items := part.plan(content, person):
            yield code, items
