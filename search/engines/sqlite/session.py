"""One look at the index that answers: what several questions of a page share is read once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from search.engines.sqlite.tables import live_generation, names_of
from search.engines.sqlite.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class SearchSession:
    """What was learned of words, and by which wording somebody was found.

    `said` are the words of offers that were compared.
    """

    names: Mapping[str, str]
    words: Vocabulary
    found_by: dict[Hashable, str] = field(default_factory=dict)
    words_by_pk: dict[int, list[list[str]]] = field(default_factory=dict)

    @classmethod
    def now(cls) -> SearchSession:
        """Raises IndexUnfitError where no index answers."""
        names = names_of(live_generation())
        return cls(names, Vocabulary(names))
