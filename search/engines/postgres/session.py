"""One look at the index that answers: what several questions of a page share is read once."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from search.engines.postgres.known_words import KnownWords
from search.engines.postgres.tables import Names


@dataclass(frozen=True, slots=True)
class SearchSession:
    """What was learned of words, and of whom nobody has all the words they asked for."""

    names: Names
    words: KnownWords
    asking_for_most: set[Hashable] = field(default_factory=set)
