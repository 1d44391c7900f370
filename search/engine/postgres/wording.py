"""What a text asks the vectors: every word, else most of them, else what was meant."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from search.engine.clause import Clause
from search.engine.contract import WEIGHTS
from search.engine.postgres.tables import Names, rows
from search.engine.postgres.vectors import RANKS
from search.engine.postgres.vocabulary import EVERY
from search.engine.words import Word, asked, folded, forms_of

MOST_WORDS: Final = 8  # the rarest of a long text; more would only make it slower
ONE_WRONG, TWO_WRONG = 4, 7  # letters of a word in which one or two may be wrong
HEAVIEST: Final = max(WEIGHTS.values())


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word that somebody wrote, and how much it says: the fewer have it, the more."""

    word: Word
    weight: float

    @property
    def question(self) -> str:
        """As PostgreSQL reads a tsquery. Letters and digits: nothing has to be escaped."""
        return "|".join(f"'{form}'" for form in self.word.forms)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words to look for, and the text if some of them had to be corrected."""

    words: tuple[Weighed, ...]
    corrected: str

    @property
    def least(self) -> int:
        """How many words have to be found where nobody has all: half of them."""
        return -(-len(self.words) // 2)

    def question(self, *, every: bool) -> str:
        return ("&" if every else "|").join(f"({word.question})" for word in self.words)

    def relevance(self, clause: Clause) -> str:
        """For each word what the best of its forms is worth, times how much the word says."""
        worth = " + ".join(_worth(clause, word) for word in self.words)
        return f"round(({worth})::numeric, 3)::float8"

    def found(self, clause: Clause) -> str:
        """How many of the words are there."""
        return " + ".join(
            f"(t.vector @@ {clause.mark(word.question)}::tsquery)::int" for word in self.words
        )


def _worth(clause: Clause, weighed: Weighed) -> str:
    ranks = ", ".join(
        f"ts_rank('{RANKS}', t.vector, {clause.mark(f"'{form}'")}::tsquery)"
        for form in weighed.word.forms
    )
    return f"{HEAVIEST * weighed.weight:.2f} * greatest({ranks})"


def wording(text: str, names: Names) -> Wording | None:
    """None where the text says nothing. One read; one more for each word that nobody wrote."""
    words = asked(text)
    if not words:
        return None
    counts = _offers_with(words, names)
    meant = [word if _offers(word, counts) else _meant(word, names) for word in words]
    known = [word for word in meant if word is not None]
    guessed = any(word not in words for word in known)
    if guessed:
        counts = _offers_with(known, names)
    known.sort(key=lambda word: _offers(word, counts))
    return Wording(
        tuple(Weighed(word, _weight(word, counts)) for word in known[:MOST_WORDS]),
        " ".join(word.typed for word in meant if word is not None) if guessed else "",
    )


def _offers_with(words: Sequence[Word], names: Names) -> dict[str, int]:
    """How many offers have each form; all offers have that of every one."""
    forms = [EVERY, *(form for word in words for form in word.forms)]
    return dict(rows(f"SELECT term, offers FROM {names['term']} WHERE term = ANY(%s)", [forms]))


def _offers(word: Word, counts: dict[str, int]) -> int:
    return max(counts.get(form, 0) for form in word.forms)


def _weight(word: Word, counts: dict[str, int]) -> float:
    """As BM25 has it. To one digit, so that an order outlives a change of one offer."""
    every, some = counts.get(EVERY, 0), _offers(word, counts)
    return max(0.1, round(math.log1p((every - some + 0.5) / (some + 0.5)), 1))


def _meant(word: Word, names: Names) -> Word | None:
    """The written word that differs least; of several the commonest. None where none is alike."""
    typed = word.forms[0]
    most = (len(typed) >= ONE_WRONG) + (len(typed) >= TWO_WRONG)
    if not most:
        return None
    near = rows(
        f"SELECT folded, word, offers FROM {names['word']} "
        "WHERE folded %% %s AND length(folded) BETWEEN %s AND %s",
        [typed, len(typed) - most, len(typed) + most],
    )
    begun = [row[0][: len(typed)] for row in near]  # an ending may differ as well
    from rapidfuzz import process  # noqa: PLC0415  4 MiB for words that nobody knows
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    alike = process.extract(typed, begun, scorer=OSA.distance, score_cutoff=most, limit=None)
    if not alike:
        return None
    _folded, _distance, index = min(
        alike, key=lambda one: (one[1], -near[one[2]][2], near[one[2]][1])
    )
    written = near[index][1]
    return replace(word, typed=written, forms=forms_of(folded(written)))
