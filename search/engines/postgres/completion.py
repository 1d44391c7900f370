"""Words that begin as somebody begins to type."""

from __future__ import annotations

from typing import Final

from search.engines.postgres.tables import Names, rows
from search.query.words import folded, written_words

SHORTEST: Final = 2  # letters


def complete(beginning: str, names: Names, *, limit: int) -> list[str]:
    """Of titles and labels, the commonest first."""
    begun = folded(beginning) if len(written_words(beginning)) == 1 else ""
    if len(begun) < SHORTEST:
        return []
    found = rows(
        f"SELECT word FROM {names['word']} WHERE folded LIKE %s AND shown > 0 "
        "ORDER BY shown DESC, word LIMIT %s",
        [f"{begun}%", limit],
    )
    return [word for (word,) in found]
