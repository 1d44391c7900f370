"""What a text asks the full-text index: every word, else most of them, else what was meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from search.engines.sqlite.vocabulary import Vocabulary
from search.query.words import Word, asked

MOST_WORDS: Final = 8  # the rarest of a long text; more would only make it slower


@dataclass(frozen=True, slots=True)
class Wording:
    """Expressions to try one after the other, and the text if words of it had to be corrected.

    `offers_with` is how many offers have each of the words.
    """

    expressions: tuple[str, ...]
    corrected: str
    offers_with: Mapping[Word, int]


def wording(text: str, words: Vocabulary) -> Wording | None:
    """None where the text says nothing."""
    words_asked = asked(text)
    if not words_asked:
        return None
    words.learn([text])
    meant = [words.meant_by(word) for word in words_asked]
    known = [word for word in meant if word is not None]
    if any(word.is_name and word not in known for word in words_asked):
        return Wording((), "", {})  # nobody says this name
    guessed = any(word not in words_asked for word in known)
    corrected = " ".join(word.typed for word in known) if guessed else ""
    counts = {word: words.offers_with(word) if word in words_asked else 1 for word in known}
    known.sort(key=lambda word: counts[word])
    offers_with = {word: counts[word] for word in known[:MOST_WORDS]}
    forms = {word: words.forms_kept(word) for word in offers_with}
    return Wording(tuple(_expressions(forms)), corrected, offers_with)


def _expressions(forms_by_word: Mapping[Word, Sequence[str]]) -> Iterator[str]:
    """All words; then all but one, and so on down to half of them. No name is left out."""
    words = list(forms_by_word)
    names = [word for word in words if word.is_name]
    others = [word for word in words if not word.is_name]
    fewest = max(len(names), (len(words) + 1) // 2, 1)
    for size in range(len(words), fewest - 1, -1):
        groups = []
        for rest in combinations(others, size - len(names)):
            # Strings of FTS5: a form holds letters and digits only, nothing needs escaping.
            forms = ([f'"{form}"' for form in forms_by_word[word]] for word in (*names, *rest))
            groups.append(" AND ".join(f"({' OR '.join(some)})" for some in forms))
        yield " OR ".join(f"({group})" for group in groups)
