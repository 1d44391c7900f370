"""A clock that only moves when it is told to, for a process that plays and does nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from random import Random
from typing import Any

from django.utils import timezone

from core import ids


class ManualClock:
    """The moment at which everything happens, until somebody turns it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def turn_to(self, moment: datetime) -> None:
        """Never back: what has happened has happened. Two events are never at one moment."""
        self.moment = max(moment, self.moment + timedelta(microseconds=1))


@contextmanager
def freeze_time(moment: datetime) -> Iterator[ManualClock]:
    """Whatever asks Django what time it is reads this clock, defaults of fields as well."""
    clock = ManualClock(moment)

    class Held(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return clock.moment.astimezone(tz)

    with _replaced(timezone, "datetime", Held):
        yield clock


@contextmanager
def seeded_public_ids(chance: Random) -> Iterator[None]:
    """The same seed gives rows the same public names, so that equal homes get equal lots.

    Only while it is played: names of real rows can't be guessed.
    """
    with _replaced(ids, "secrets", chance):
        yield


@contextmanager
def _replaced(module: Any, name: str, stand_in: object) -> Iterator[None]:
    own = getattr(module, name)
    setattr(module, name, stand_in)
    try:
        yield
    finally:
        setattr(module, name, own)
