"""Rows that each stand for a letter to an address which nobody has confirmed here.

Each app registers its own when it starts, so that one quota counts all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.registry import Registry


@dataclass(frozen=True, slots=True)
class LetterSource:
    """`rows()` have a field `email`; `sent_at` and `sender` name the fields, or paths to them, of
    when a letter left and of the account that had it sent.
    """

    rows: Callable[[], QuerySet[Any]]
    sent_at: str
    sender: str


_sources = Registry[LetterSource]()


def register_letter_source(source: LetterSource) -> None:
    _sources.register(source)


def letter_sources() -> tuple[LetterSource, ...]:
    return tuple(_sources)
