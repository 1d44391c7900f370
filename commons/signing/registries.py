"""Logs whose heads are signed and published; each app registers its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.registry import KeyedRegistry


@dataclass(frozen=True, slots=True)
class Head:
    """The state of a log: its last batch, and the hash that stands for all batches until then."""

    number: int
    digest: str  # 64 hexadecimal digits


@dataclass(frozen=True, slots=True)
class HeadSource:
    """`last` gives the head now, None of an empty log; `digest_at` that of an earlier number."""

    last: Callable[[], Head | None]
    digest_at: Callable[[int], str | None]


HEADS: KeyedRegistry[str, HeadSource] = KeyedRegistry()
