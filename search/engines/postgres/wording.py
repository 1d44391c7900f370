"""What a text asks the vectors: every word, else most of them, else what was meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from search.engines.clause import Clause
from search.engines.postgres.known_words import KnownWords
from search.engines.postgres.vectors import RANKS
from search.query.contract import WEIGHTS
from search.query.words import Word, asked

MOST_WORDS: Final = 8  # the rarest of a long text; more would only make it slower
HEAVIEST: Final = max(WEIGHTS.values())


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word that somebody wrote, and how much it says: the fewer have it, the more.

    `forms` are those that some offer has.
    """

    word: Word
    weight: float
    forms: tuple[str, ...]

    @property
    def question(self) -> str:
        """As PostgreSQL reads a tsquery. Letters and digits: nothing has to be escaped."""
        return "|".join(f"'{form}'" for form in self.forms)


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
        """All words, or some; but no name is left out."""
        names = [word for word in self.words if every or word.word.is_name]
        link = "&" if names else "|"
        return link.join(f"({word.question})" for word in names or self.words)

    def relevance(self, clause: Clause) -> str:
        """For each word what the best of its forms is worth, times how much the word says."""
        worth = []
        for weighed in self.words:
            ranks = ", ".join(
                f"ts_rank('{RANKS}', t.vector, {clause.mark(f"'{form}'")}::tsquery)"
                for form in weighed.forms
            )
            worth.append(f"{HEAVIEST * weighed.weight:.2f} * greatest({ranks})")
        return f"round(({' + '.join(worth)})::numeric, 3)::float8"

    def found(self, clause: Clause) -> str:
        """How many of the words are there."""
        return " + ".join(
            f"(t.vector @@ {clause.mark(word.question)}::tsquery)::int" for word in self.words
        )


def wording(text: str, words: KnownWords) -> Wording | None:
    """None where the text says nothing."""
    words_asked = asked(text)
    if not words_asked:
        return None
    words.learn([text])
    known = [meant for word in words_asked if (meant := words.meant_by(word)) is not None]
    if any(word.is_name and word not in known for word in words_asked):
        return Wording((), "")  # nobody says this name
    guessed = any(word not in words_asked for word in known)
    return Wording(
        tuple(
            Weighed(word, words.weight(word), words.forms_kept(word))
            for word in sorted(known, key=words.offers_with)[:MOST_WORDS]
        ),
        " ".join(word.typed for word in known) if guessed else "",
    )
