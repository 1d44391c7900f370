"""Whoever asks hosts, as a replay sees them: a model in memory, or the actions of the site.

Everything that happens is told with its moment, and whatever is sent in return is fetched: a desk
never reads a clock. So the site can stand behind the same interface with its clock held.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from emergency.matching.market import Demand


class Reply(StrEnum):
    """What a host may answer."""

    YES = "yes"
    NO = "no"
    GONE = "gone"  # the home is no longer lent


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to one host."""

    number: int
    demand: str
    supply: str
    sent: datetime
    expires: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskEvents:
    """What a desk did since it was last asked."""

    sent: tuple[Ask, ...] = ()
    offered: tuple[Ask, ...] = ()  # the host said yes, now whoever asked for a roof decides
    cancelled: tuple[Ask, ...] = ()  # asked for nothing: another host was quicker
    accepted: tuple[Ask, ...] = ()  # the yes that housed a request
    nudged: tuple[str, ...] = ()  # homes whose hosts were asked whether they are still lent


class Desk(Protocol):
    """What a replay does to it, and what it reads from it."""

    def confirm(self, supply: str, now: datetime) -> None:
        """A host said that the home is still lent."""

    def withdraw(self, supply: str, now: datetime) -> None:
        """A host said that it isn't."""

    def submit(self, demand: Demand, now: datetime) -> None:
        """A request was verified."""

    def reply(self, ask: Ask, reply: Reply, now: datetime) -> None:
        """A host answered, in time or late."""

    def decide(self, ask: Ask, *, agrees: bool, now: datetime) -> None:
        """Whoever asked for a roof answers to what they were offered."""

    def tick(self, now: datetime) -> None:
        """Time has passed: windows close, batches are due."""

    def due(self) -> datetime | None:
        """When it wants the next tick."""

    def pop_events(self) -> DeskEvents:
        """Everything since the last time, once."""
