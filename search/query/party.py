"""How many come, where a text says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from search.query.lexicon import plain
from search.query.tokens import Span, TokenizedText

NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        (
            *("un une one", "deux two", "trois three", "quatre four", "cinq five", "six"),
            *("sept seven", "huit eight", "neuf nine", "dix ten", "onze eleven", "douze twelve"),
        ),
        start=1,
    )
    for word in words.split()
}
MOST: Final = 99


def _known(words: str) -> frozenset[str]:
    return frozenset(map(plain, words.split()))


ADULTS: Final = _known("adultes adults adult adulte")
PEOPLE: Final = _known(
    "personnes personne people person persons pers pax guests voyageurs amis "
    "friends couchages ados travellers randonneurs cyclistes cyclists hikers"
)
CHILDREN: Final = _known(
    "enfants enfant children child kids kid bébés bébé baby babies toddler "
    "toddlers petits daughter son fille fils grandson"
)
PAIRS: Final = _known("couple amoureux honeymoon romantique romantic")
ALONE: Final = _known("solo seul seule alone")
FAMILY: Final = _known("famille family")
LARGE: Final = _known("groupe group famille family tablée party")
FOR: Final = _known("pour for à")
LINKS: Final = _known("avec with et and en in près à near au du dans for")
IN_BETWEEN: Final = _known("of de d jeunes young small petits little")
MODEST: Final = 2


@dataclass(frozen=True, slots=True)
class Party:
    """How many, and by which words that was said."""

    adults: int
    children: int
    spans: tuple[Span, ...]


@dataclass(slots=True)
class _Count:
    adults: int = 0
    children: int = 0
    people: int = 0


def party(sentence: TokenizedText) -> Party | None:
    """None where nothing is certain."""
    count, spans = _Count(), []
    # What each word says of a number, the surest first.
    for rule in (_counted, _grouped, _paired, _bare):
        for first in range(len(sentence)):
            match = rule(sentence, first)
            if match is None:
                continue
            what, number, span = match
            if sentence.is_free(span) and not getattr(count, what):
                setattr(count, what, number)
                spans.append(span)
                sentence.cross_out(span)
    if not spans:
        return None
    family = any(plain(one.word) in FAMILY for one in sentence.words)
    adults, children = count.adults, count.children
    if not adults and family and not children and count.people > MODEST:
        # Of "a family of five" three are children.
        adults, children = MODEST, count.people - MODEST
    elif not adults and count.people:
        adults = max(1, count.people - children)  # nobody's children are ever alone
    elif not adults:
        adults = MODEST if family else 1
    return Party(adults, children, tuple(spans))


def _counted(sentence: TokenizedText, first: int) -> tuple[str, int, Span] | None:
    """15 personnes, two small children, 2 adultes."""
    number = number_of(sentence.word(first))
    step = 2 if plain(sentence.word(first + 1)) in IN_BETWEEN else 1
    noun = plain(sentence.word(first + step))
    what = {ADULTS: "adults", CHILDREN: "children", PEOPLE: "people"}
    for nouns, name in what.items():
        if number and noun in nouns:
            before = first - 1 if plain(sentence.word(first - 1)) in FOR else first
            return name, number, Span(before, first + step + 1)
    return None


def _grouped(sentence: TokenizedText, first: int) -> tuple[str, int, Span] | None:
    """Family of four, groupe de 22."""
    of = plain(sentence.word(first + 1)) in IN_BETWEEN
    number = number_of(sentence.word(first + 2)) if of else 0
    if number and plain(sentence.word(first)) in LARGE:
        return "people", number, Span(first, first + 3)
    return None


def _paired(sentence: TokenizedText, first: int) -> tuple[str, int, Span] | None:
    """A couple is two; whoever comes alone is one."""
    word = plain(sentence.word(first))
    number = 2 if word in PAIRS else 1 if word in ALONE else 0
    return ("people", number, Span(first, first + 1)) if number else None


def _bare(sentence: TokenizedText, first: int) -> tuple[str, int, Span] | None:
    """For six, à deux: only where nothing follows that could be counted."""
    number = number_of(sentence.word(first + 1))
    after = plain(sentence.word(first + 2))
    if number > 1 and plain(sentence.word(first)) in FOR and (not after or after in LINKS):
        return "people", number, Span(first, first + 2)
    return None


def number_of(word: str) -> int:
    """In digits or in letters; 0 where it is none."""
    if word.isascii() and word.isdigit():
        return int(word) if int(word) <= MOST else 0
    return NUMBERS.get(word, 0)
