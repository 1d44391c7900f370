"""Words that begin as somebody begins to type."""

from __future__ import annotations

from typing import Final

from search.engines.sqlite.tables import live_generation, names_of, rows
from search.query.words import folded, written_words

SHORTEST: Final = 2  # letters
LAST_LETTER: Final = "\U0010ffff"


def complete(beginning: str, *, limit: int) -> list[str]:
    """Of titles and labels, the commonest first."""
    begun = folded(beginning) if len(written_words(beginning)) == 1 else ""
    if len(begun) < SHORTEST:
        return []
    words = names_of(live_generation())["word"]
    found = rows(
        f"SELECT word FROM {words} WHERE folded >= %s AND folded < %s AND shown > 0 "
        "ORDER BY shown DESC, word LIMIT %s",
        [begun, begun + LAST_LETTER, limit],
    )
    return [word for (word,) in found]
