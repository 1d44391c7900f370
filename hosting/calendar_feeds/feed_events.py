"""What a calendar elsewhere says, as plain values; the parser is imported by its child alone."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Final

MOST_EVENTS: Final = 2000  # of one file, that are kept


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """Nights that are taken, half-open: one may arrive on the day `end`."""

    uid: str
    recurrence_id: str
    start: date
    end: date
    kind: str  # of BlockKind

    @property
    def key(self) -> tuple[str, str]:
        return self.uid, self.recurrence_id


@dataclass(slots=True)
class FeedContent:
    """What a file says, and how often something in it was left out for which reason."""

    events: list[FeedEvent] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)


def content_from_child(content: bytes) -> FeedContent:
    """What the child said."""
    payload = json.loads(content)
    events = [
        FeedEvent(
            row["uid"],
            row["recurrence_id"],
            date.fromisoformat(row["start"]),
            date.fromisoformat(row["end"]),
            row["kind"],
        )
        for row in payload["events"]
    ]
    return FeedContent(events, Counter(payload["notes"]))
