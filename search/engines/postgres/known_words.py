"""What the index knows of words: how many offers have each, and which one is most like another."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from search.engines.postgres.tables import Names, rows
from search.engines.postgres.vocabulary import EVERY
from search.query.words import Word, asked, folded, forms_of

ONE_WRONG, TWO_WRONG = 4, 7  # letters of a word in which one or two may be wrong
ALIKE: Final = (
    "SELECT %s, folded, word, offers FROM {word} "
    "WHERE folded %% %s AND length(folded) BETWEEN %s AND %s"
)

type Written = Sequence[tuple[str, str, int]]  # folded, as it stands there, in how many offers


class KnownWords:
    """Each word is asked for once, however many questions have it."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._offers: dict[str, int] = {}  # by form
        self._meant: dict[Word, Word | None] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """The words of all of these: one read, and two more for what nobody wrote."""
        words = {word for text in texts for word in asked(text)}
        self._count(words)
        new = {word for word in words if not self.offers_with(word)} - self._meant.keys()
        if new:
            self._put_right(sorted(new, key=lambda word: word.forms))
            self._count(word for word in map(self._meant.get, new) if word)

    def offers_with(self, word: Word) -> int:
        return max(self._offers.get(form, 0) for form in word.forms)

    def forms_kept(self, word: Word) -> tuple[str, ...]:
        """Its forms without those that no offer has."""
        return tuple(form for form in word.forms if self._offers.get(form, 0))

    def meant_by(self, word: Word) -> Word | None:
        """Itself where somebody wrote it, else the most alike. None where none is alike.

        Names and common words of another language mean nothing but themselves.
        """
        return word if self.offers_with(word) else self._meant[word]

    def weight(self, word: Word) -> float:
        """As BM25 has it. To one digit, so that an order outlives a change of one offer."""
        every, some = self._offers.get(EVERY, 0), self.offers_with(word)
        return max(0.1, round(math.log1p((every - some + 0.5) / (some + 0.5)), 1))

    def _count(self, words: Iterable[Word]) -> None:
        """All offers have the form of every one."""
        forms = sorted({form for word in words for form in word.forms} - self._offers.keys())
        if forms:
            asked_for = [EVERY, *forms]
            found = rows(
                f"SELECT term, offers FROM {self._names['term']} WHERE term = ANY(%s)", [asked_for]
            )
            self._offers |= dict.fromkeys(asked_for, 0) | dict(found)

    def _put_right(self, words: Collection[Word]) -> None:
        parts, parameters = [], list[object]()
        near: dict[int, list[tuple[str, str, int]]] = {}
        for number, word in enumerate(words):
            typed = word.forms[0]
            if word.may_be_mistyped and (most := _most_wrong(typed)):
                parts.append(ALIKE.format(**self._names))
                parameters += [number, typed, len(typed) - most, len(typed) + most]
        for number, *written in rows(" UNION ALL ".join(parts), parameters) if parts else ():
            near.setdefault(number, []).append((written[0], written[1], written[2]))
        for number, word in enumerate(words):
            self._meant[word] = _most_alike(word, near.get(number, []))


def _most_wrong(typed: str) -> int:
    return (len(typed) >= ONE_WRONG) + (len(typed) >= TWO_WRONG)


def _most_alike(word: Word, near: Written) -> Word | None:
    """The written word that differs least; of several the commonest."""
    if not near:
        return None
    typed = word.forms[0]
    begun = [row[0][: len(typed)] for row in near]  # an ending may differ as well
    from rapidfuzz import process  # noqa: PLC0415  4 MiB for words that nobody knows
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    most = _most_wrong(typed)
    alike = process.extract(typed, begun, scorer=OSA.distance, score_cutoff=most, limit=None)
    if not alike:
        return None
    _folded, _distance, index = min(
        alike, key=lambda one: (one[1], -near[one[2]][2], near[one[2]][1])
    )
    written = near[index][1]
    return replace(word, typed=written, forms=forms_of(folded(written)))
