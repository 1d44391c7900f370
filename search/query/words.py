"""Words as the SQL engines compare them: small, without accents, cut down to their stem.

A form is the Snowball stem (M. F. Porter, snowballstem.org) of the folded word, so that whoever
types without accents finds the same. A document is stemmed in its own language; a question asks
for the word in every language of offers, because nobody knows in which a host wrote.

The forms of French and English share one space, as names of needs and places stand in both. A form
of any other language begins with its code: it meets documents of that language alone, so that
`garden`, cut down as if it were German, never finds a French `garde`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import snowballstemmer

from commons.geography.gazetteer import words_of
from search.index.documents.common_words import is_common_word
from search.index.documents.offers import LABELLED
from search.query.silent_words import SILENT_ANYWHERE, silent_in

WORDS: Final = re.compile(r"[^\W_]+")
STEMMED: Final = {
    "fr": "french",
    "en": "english",
    "de": "german",
    "es": "spanish",
    "it": "italian",
    "nl": "dutch",
}
MARK: Final = "0"  # after the code of another language: `it0cas`; no written word begins so
LONGEST_WORD: Final = 40
SHORTEST_ENTRY: Final = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question, as it was typed and in every form that may answer it.

    A name, a word with a capital, has to be found: no other word may stand for it.
    """

    typed: str
    forms: tuple[str, ...]
    is_name: bool = False

    @property
    def may_be_mistyped(self) -> bool:
        """Names, figures and common words of French or English are never corrected."""
        word = self.forms[0]
        return not (self.is_name or any(map(str.isdigit, word)) or is_common_word(word))


def written_words(text: str) -> list[str]:
    """Small letters with their accents, cut at whatever is no letter and no digit."""
    return WORDS.findall(unicodedata.normalize("NFC", text.casefold()))


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    return "".join(words_of(word))[:LONGEST_WORD]


def stem(word: str, language: str) -> str:
    """The form of a folded word; itself in a language that we have no stemmer for."""
    return _stem(word, language) if language in STEMMED else word


@lru_cache(maxsize=200_000)
def _stem(word: str, language: str) -> str:
    form = str(_stemmer(language).stemWord(word))
    return form if language in LABELLED else f"{language}{MARK}{form}"


@lru_cache(maxsize=len(STEMMED))
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(STEMMED[language])


def indexed(text: str, languages: Iterable[str]) -> str:
    """The forms of a text, in each of these languages, as the index keeps them."""
    written = written_words(text)
    return " ".join(form for language in languages for form in forms_in(written, language))


def forms_in(written: Iterable[str], language: str) -> Iterator[str]:
    """The forms of a document's words, without those that say nothing in its language."""
    silent = silent_in(language)
    for word in written:
        if word not in silent and (plain := folded(word)) and (form := stem(plain, language)):
            yield form


def asked(text: str) -> list[Word]:
    """What a text asks for, without the words that say nothing. Each word once."""
    words: dict[str, Word] = {}
    in_capitals = text.isupper()
    for typed in WORDS.findall(unicodedata.normalize("NFC", text)):
        small = typed.casefold()
        word = folded(small)
        if word and small not in SILENT_ANYWHERE:
            is_name = typed != small and typed.isalpha() and not in_capitals
            words.setdefault(word, Word(typed, forms_of(word), is_name))
    return list(words.values())


def forms_of(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word, *(stem(word, language) for language in STEMMED))))


def vocabulary(*texts: str) -> Iterator[tuple[str, str]]:
    """Words as they are written, and folded: for correcting. Each once."""
    seen = dict.fromkeys(word for text in texts for word in written_words(text))
    return filter(None, map(entry_of, seen))


@lru_cache(maxsize=200_000)
def entry_of(written: str) -> tuple[str, str] | None:
    """One written word as a vocabulary has it. None for what is too short or says nothing."""
    if len(written) < SHORTEST_ENTRY or written in SILENT_ANYWHERE or written.isdigit():
        return None
    return written[:LONGEST_WORD], folded(written)
