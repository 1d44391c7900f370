"""How well the words fit the few offers around a place: BM25, counted where only they are read.

The full-text table would count each word in the whole index first, however few offers lie around.
k1 and b as in the table's own measure; the mean length is that of the offers compared
(Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from search.engines.sqlite.session import SearchSession
from search.engines.sqlite.tables import FIELDS, parts, rows
from search.query.contract import WEIGHTS
from search.query.words import Word

K1: Final = 1.2
B: Final = 0.75
LEAST: Final = 1e-6  # what a word tells that nearly every offer has


def relevance_of(
    pks: Collection[int], offers_with: Mapping[Word, int], session: SearchSession
) -> dict[int, float]:
    """For each of these offers, the higher the better. One read for a thousand."""
    if not pks:
        return {}
    read_words(pks, session)
    texts_by_pk = [(pk, session.words_by_pk[pk]) for pk in pks]
    lengths = [sum(map(len, fields)) for _pk, fields in texts_by_pk]
    mean = sum(lengths) / len(lengths) if any(lengths) else 1.0
    tells = {word: _tells(count, session.words.total) for word, count in offers_with.items()}
    return {
        pk: sum(much * _often(word, fields, length / mean) for word, much in tells.items())
        for (pk, fields), length in zip(texts_by_pk, lengths, strict=True)
    }


def read_words(pks: Iterable[int], session: SearchSession) -> None:
    """What these say, of each once."""
    for some in parts(sorted(set(pks) - session.words_by_pk.keys())):
        found = rows(
            f"SELECT id, {', '.join(FIELDS)} FROM {session.names['said']} "
            f"WHERE id IN ({', '.join(map(str, some))})"
        )
        session.words_by_pk.update((pk, [text.split() for text in texts]) for pk, *texts in found)


def _tells(count: int, total: int) -> float:
    """The rarer a word, the more it tells: inverse document frequency.

    An offer counts once for each form that it has, so that a word may count more often than all.
    """
    some = min(count, total)
    return max(math.log((total - some + 0.5) / (some + 0.5)), LEAST)


def _often(word: Word, fields: Sequence[Sequence[str]], length: float) -> float:
    """How often it stands there, by the weight of the field; the first times count most."""
    times = sum(
        WEIGHTS[field] * words.count(form)
        for field, words in zip(FIELDS, fields, strict=True)
        for form in word.forms
    )
    return times * (K1 + 1) / (times + K1 * (1 - B + B * length))
