"""What a text asks the full-text index: every word, else most of them, else what was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from search.engine.sqlite.tables import rows
from search.engine.words import Word, asked, folded, forms_of

MOST_WORDS: Final = 8  # the rarest of a long text; more would only make it slower
ONE_WRONG, TWO_WRONG = 4, 7  # letters of a word in which one or two may be wrong


@dataclass(frozen=True, slots=True)
class Wording:
    """Expressions to try one after the other, and the text if words of it had to be corrected.

    `offers_with` is how many offers have each of the words.
    """

    expressions: tuple[str, ...]
    corrected: str
    offers_with: Mapping[Word, int]


def offers_with(texts: Iterable[str], names: Mapping[str, str]) -> Counter[str]:
    """How many offers have each form of the words in these. One read, none without words."""
    forms = sorted({form for text in texts for word in asked(text) for form in word.forms})
    if not forms:
        return Counter()
    marks = ", ".join(["%s"] * len(forms))
    found = rows(f"SELECT form, offers FROM {names['form']} WHERE form IN ({marks})", forms)
    return Counter(dict(found))


def wording(text: str, names: Mapping[str, str], forms: Counter[str]) -> Wording | None:
    """None where the text says nothing. A read for each word that nobody wrote."""
    words = asked(text)
    if not words:
        return None
    found = {word: sum(forms[form] for form in word.forms) for word in words}
    meant = [word if found[word] else _meant(word, names) for word in words]
    known = [word for word in meant if word is not None]
    guessed = any(word not in words for word in known)
    corrected = " ".join(word.typed for word in known) if guessed else ""
    known.sort(key=lambda word: found.get(word, 1))
    offers_with = {word: found.get(word, 1) for word in known[:MOST_WORDS]}
    return Wording(tuple(_expressions(list(offers_with))), corrected, offers_with)


def _meant(word: Word, names: Mapping[str, str]) -> Word | None:
    """The written word that differs least; of several the commonest. None where none is alike."""
    typed = word.forms[0]
    most = (len(typed) >= ONE_WRONG) + (len(typed) >= TWO_WRONG)
    if not most:
        return None
    near = rows(
        f"SELECT folded, word, offers FROM {names['word']} WHERE length(folded) BETWEEN %s AND %s",
        [len(typed) - most, len(typed) + most],
    )
    begun = [row[0][: len(typed)] for row in near]  # an ending may differ as well
    from rapidfuzz import process  # noqa: PLC0415  4 MiB for words that nobody knows
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    alike = process.extract(typed, begun, scorer=OSA.distance, score_cutoff=most, limit=None)
    if not alike:
        return None
    _folded, _distance, index = min(alike, key=lambda one: (one[1], -near[one[2]][2]))
    written = near[index][1]
    return replace(word, typed=written, forms=forms_of(folded(written)))


def _expressions(words: Sequence[Word]) -> Iterator[str]:
    """All words; then all but one, and so on down to half of them."""
    for size in range(len(words), max(0, (len(words) - 1) // 2), -1):
        yield " OR ".join(f"({_all(some)})" for some in combinations(words, size))


def _all(words: Sequence[Word]) -> str:
    return " AND ".join(f"({' OR '.join(map(_quoted, word.forms))})" for word in words)


def _quoted(form: str) -> str:
    """A string of FTS5: a form holds letters and digits only, so nothing in it needs escaping."""
    return f'"{form}"'
