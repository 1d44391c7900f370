"""How stories are asked: what every engine can do with them, beside offers.

- text: each word has to be found, in whatever form, in some field; words that say nothing are left
  out. Where no story has all the words, what has at least half of them may answer.
- `inside`: a place of its road lies in one of the boxes, edges included.
- Neither asks for nothing, and finds nothing: stories answer to something.

Order: how well the words fit (if any), then the day of publication, the latest first, then the key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from core.values.geo import Box
from search.index.documents.stories import StoryDocument
from search.query.engine_results import Stamp

STORY_SCHEMA: Final = 2  # raised whenever documents or fields change


@dataclass(frozen=True, slots=True)
class StoryQuery:
    text: str = ""
    inside: tuple[Box, ...] = ()
    size: int = 3


@dataclass(frozen=True, slots=True)
class StoryBatch:
    """As a batch of offers: an older version never wins, whatever comes late or twice."""

    version: int
    documents: tuple[StoryDocument, ...] = ()
    gone: tuple[int, ...] = ()


class Stories(Protocol):
    """Raises SearchDownError where it can't answer."""

    def find(self, query: StoryQuery) -> list[int]: ...

    def write(self, batch: StoryBatch) -> None:
        """Found from the moment that this returns."""

    def stamps(self) -> list[Stamp]:
        """All that it holds, by rising key."""


@dataclass(frozen=True, slots=True)
class BothStories:
    """Of two engines as one: both are written; `answer` asks the first, or the stand-by."""

    first: Stories
    stand_by: Stories
    answer: Callable[[Callable[[Stories], list[int]]], list[int]]

    def find(self, query: StoryQuery) -> list[int]:
        return self.answer(lambda stories: stories.find(query))

    def write(self, batch: StoryBatch) -> None:
        """The stand-by first: it is the database itself, and always there."""
        self.stand_by.write(batch)
        self.first.write(batch)

    def stamps(self) -> list[Stamp]:
        return self.first.stamps()
