"""How far the index is behind the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from search.engines.engine_selection import engine
from search.index.models import Change, IndexState
from search.query.engine_results import Health


@dataclass(frozen=True, slots=True)
class Lag:
    """What waits to be written, for how long, and what went wrong last."""

    engine: str
    health: Health
    waiting: int
    seconds: int
    error: str
    written_at: datetime | None
    checked_at: datetime | None


def lag_of_index() -> Lag:
    """Three reads, and one question to the engine."""
    state = IndexState.objects.filter(pk=1).first() or IndexState()
    return Lag(
        engine=engine().name,
        health=engine().health(),
        waiting=Change.objects.count(),
        seconds=round(Change.objects.all().lag().total_seconds()),
        error=state.last_error,
        written_at=state.written_at,
        checked_at=state.checked_at,
    )
