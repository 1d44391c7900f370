"""What the index knows of words: how many offers have each, and which one is most like another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from search.engines.sqlite.tables import ALL, rows
from search.query.words import Word, asked, folded, forms_of

ONE_WRONG, TWO_WRONG = 4, 7  # letters of a word in which one or two may be wrong
EVERY: Final = ""  # a form that no word has: all offers

type Written = Sequence[tuple[str, str, int]]  # folded, as it stands there, in how many offers


class Vocabulary:
    """Each word is asked for once, however many questions have it."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._offers: dict[str, int] = {}  # by form
        self._meant: dict[Word, Word | None] = {}

    @property
    def total(self) -> int:
        """How many offers there are; known with the first word."""
        return self._offers[EVERY]

    def learn(self, texts: Iterable[str]) -> None:
        """The words of all of these: one read, and another one for what nobody wrote."""
        words = {word for text in texts for word in asked(text)}
        forms = sorted({form for word in words for form in word.forms} - self._offers.keys())
        if forms:
            self._count(forms)
        new = {word for word in words if not self.offers_with(word)} - self._meant.keys()
        if new:
            self._put_right(new)

    def offers_with(self, word: Word) -> int:
        """An offer counts once for each form that it has."""
        return sum(self._offers.get(form, 0) for form in word.forms)

    def forms_kept(self, word: Word) -> list[str]:
        """Its forms without those that no offer has, as far as they were counted."""
        return [form for form in word.forms if self._offers.get(form, 1)]

    def meant_by(self, word: Word) -> Word | None:
        """Itself where somebody wrote it, else the most alike. None where none is alike.

        Names and common words of another language mean nothing but themselves.
        """
        return word if self.offers_with(word) else self._meant[word]

    def _count(self, forms: Sequence[str]) -> None:
        marks = ", ".join(["%s"] * len(forms))
        found = rows(
            f"SELECT form, offers FROM {self._names['form']} WHERE form IN ({marks}) UNION ALL "
            f"SELECT %s, ({ALL.format(**self._names)})",
            [*forms, EVERY],
        )
        self._offers |= dict.fromkeys(forms, 0) | dict(found)

    def _put_right(self, words: Collection[Word]) -> None:
        lengths = sorted({length for word in words for length in _lengths(word)})
        marks = ", ".join(["%s"] * len(lengths))
        table = self._names["word"]
        written = (
            rows(
                f"SELECT folded, word, offers FROM {table} WHERE length(folded) IN ({marks})",
                lengths,
            )
            if lengths
            else []
        )
        for word in words:
            self._meant[word] = _most_alike(word, written)


def _lengths(word: Word) -> range:
    """Of what it may have been meant for: none where it is too short for that."""
    length = len(word.forms[0])
    most = _most_wrong(length) if word.may_be_mistyped else 0
    return range(length - most, length + most + 1) if most else range(0)


def _most_wrong(length: int) -> int:
    return (length >= ONE_WRONG) + (length >= TWO_WRONG)


def _most_alike(word: Word, written: Written) -> Word | None:
    """The written word that differs least; of several the commonest."""
    typed, lengths = word.forms[0], _lengths(word)
    near = [row for row in written if len(row[0]) in lengths]
    if not near:
        return None
    begun = [row[0][: len(typed)] for row in near]  # an ending may differ as well
    from rapidfuzz import process  # noqa: PLC0415  4 MiB for words that nobody knows
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    most = _most_wrong(len(typed))
    alike = process.extract(typed, begun, scorer=OSA.distance, score_cutoff=most, limit=None)
    if not alike:
        return None
    _folded, _distance, index = min(alike, key=lambda one: (one[1], -near[one[2]][2]))
    found = near[index][1]
    return replace(word, typed=found, forms=forms_of(folded(found)))
