"""What the file of a trip says, once it was read: values that the actions take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

FORMAT: Final = "hirondelle-trip"
VERSION: Final = 2
READABLE: Final = frozenset({1, VERSION})  # 1 has no votes, and of a request its state alone


@dataclass(frozen=True, slots=True)
class StepFile:
    """`asked` tells how a host was asked there: nothing comes of it here."""

    words: Mapping[str, Any]
    comments: Sequence[str]
    asked: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class IdeaFile:
    """`step` is the place among the steps of the one that came of it."""

    words: Mapping[str, Any]
    comments: Sequence[str]
    step: int | None


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list with its entries."""

    words: Mapping[str, Any]
    items: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class OptionFile:
    """`idea` and `step` are places among those of the file."""

    words: str
    first_day: date | None
    last_day: date | None
    idea: int | None
    step: int | None


@dataclass(frozen=True, slots=True)
class PollFile:
    """`ballots` are the places of the options that somebody ticked, by their id in the file."""

    kind: str
    words: Mapping[str, Any]
    closed_at: datetime | None
    by: str
    options: Sequence[OptionFile]
    ballots: Mapping[str, Sequence[int]]
    comments: Sequence[str]


@dataclass(frozen=True, slots=True)
class SeatFile:
    """Somebody of that trip; `is_awaited` had a seat, everybody else had left."""

    name: str
    role: str
    is_awaited: bool


@dataclass(frozen=True, slots=True)
class TripFile:
    """The whole of it. Payers, shares, polls and ballots name people as `seats` does."""

    trip: Mapping[str, Any]
    steps: Sequence[StepFile]
    ideas: Sequence[IdeaFile]
    lists: Sequence[ListFile]
    polls: Sequence[PollFile]
    expenses: Sequence[Mapping[str, Any]]
    seats: Mapping[str, SeatFile]
