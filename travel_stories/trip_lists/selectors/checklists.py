"""The lists of a trip, as their room shows them and as the notebook prints them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trip_lists.choices.starters import Starter, starters_for
from travel_stories.trip_lists.models import Checklist, ChecklistItem
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """An entry with who took it on; whoever has left the trip no longer brings it."""

    item: ChecklistItem
    who: TripMember | None
    gone: TripMember | None
    is_mine: bool
    due: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class OpenList:
    checklist: Checklist
    lines: list[ChecklistLine]

    @property
    def done(self) -> int:
        return sum(line.item.done for line in self.lines)

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def counts_things(self) -> bool:
        return self.checklist.kind == ChecklistKind.BRING


def lists_of(trip: Trip, me: TripMember | None = None) -> list[OpenList]:
    """Every list but the papers; two queries."""
    return opened(trip, list(trip.checklists.present().to_tick()), me)


def opened(trip: Trip, lists: list[Checklist], me: TripMember | None) -> list[OpenList]:
    today = timezone.localdate()
    entries = ChecklistItem.objects.present().filter(checklist__in=lists).select_related("who")
    lines: dict[int, list[ChecklistLine]] = defaultdict(list)
    for item in entries.order_by("pk"):
        item.trip = trip
        who = item.who if item.who is not None and item.who.is_active else None
        lines[item.checklist_id].append(
            ChecklistLine(
                item=item,
                who=who,
                gone=item.who if who is None else None,
                is_mine=who is not None and me is not None and who.pk == me.pk,
                due=item.due,
                is_late=not item.done and item.due is not None and item.due < today,
            )
        )
    return [OpenList(checklist, lines[checklist.pk]) for checklist in lists]


def starters_left(trip: Trip, lists: Iterable[OpenList]) -> list[Starter]:
    """What one could begin from, without what is there already."""
    titles = {one.checklist.title for one in lists}
    starters = starters_for(trip.kind, trip.starts_on)
    return [one for one in starters if str(one.title) not in titles]
