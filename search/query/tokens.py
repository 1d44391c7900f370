"""A typed text as words that know where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.query.silent_words import SILENT
from search.query.words import folded

WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, folded, and where it was typed."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """Words that stand together: the first of them, and the one after the last."""

    first: int
    until: int


class TokenizedText:
    """The words of a text: what was understood is marked, what needn't be searched crossed out."""

    def __init__(self, text: str) -> None:
        self.text = text
        tokens = (Token(folded(m.group()), *m.span()) for m in WORDS.finditer(text))
        self.words: Sequence[Token] = [one for one in tokens if one.word]
        self.marked: set[int] = set()
        self.crossed: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.words)

    def word(self, number: int) -> str:
        """Empty beyond either end."""
        return self.words[number].word if 0 <= number < len(self.words) else ""

    def speaking(self, number: int, step: int) -> str:
        """The next word on that side that says something."""
        number += step
        while self.word(number) in SILENT:
            number += step
        return self.word(number)

    def is_whole(self, span: Span) -> bool:
        """Whether no hyphen ties it to a word beside it: Indre is no part of Indre-et-Loire."""
        before = self.text[: self.words[span.first].start]
        after = self.text[self.words[span.until - 1].end :]
        return not before.endswith("-") and not after.startswith("-")

    def is_tied(self, number: int) -> bool:
        """Whether nothing but a space, a hyphen, a dot or an apostrophe parts it from the last."""
        if not 0 < number < len(self.words):
            return False
        between = self.text[self.words[number - 1].end : self.words[number].start]
        return not between.strip(" -.\u2019'")

    def between(self, one: Span, other: Span) -> str:
        """The signs between two spans that follow each other, without spaces."""
        return self.text[self.words[one.until - 1].end : self.words[other.first].start].strip()

    def text_of(self, span: Span) -> str:
        """As it was typed."""
        return self.text[self.words[span.first].start : self.words[span.until - 1].end]

    def is_free(self, span: Span) -> bool:
        """Whether all of it is there and nobody has understood any of it."""
        inside = 0 <= span.first < span.until <= len(self.words)
        return inside and not self.marked & set(range(span.first, span.until))

    def spans(self, longest: int) -> Iterator[Span]:
        """All of at most so many words, the longest first, from left to right."""
        for length in range(min(longest, len(self.words)), 0, -1):
            for first in range(len(self.words) - length + 1):
                span = Span(first, first + length)
                if self.is_free(span):
                    yield span

    def folded(self, span: Span) -> str:
        """Its folded words, with spaces between."""
        return " ".join(one.word for one in self.words[span.first : span.until])

    def mark(self, span: Span) -> None:
        """Somebody has understood these words."""
        self.marked |= set(range(span.first, span.until))

    def cross_out(self, span: Span, *, instead: str = "") -> None:
        """Somebody has understood these words; `instead` of them others are searched, or none."""
        self.mark(span)
        self.crossed |= dict.fromkeys(range(span.first, span.until), "") | {span.first: instead}

    def rest(self) -> str:
        """What has to be searched, as it was typed."""
        kept = (
            self.crossed.get(number, self.text[one.start : one.end])
            for number, one in enumerate(self.words)
        )
        return " ".join(filter(None, kept))
