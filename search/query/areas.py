"""Which regions, departments, countries and rivers a text names.

"Dans le Cher" is a department, "au bord du Cher" a river, "Cher" alone a word: a name that means
several things, or that is a common word, needs words that lead to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from commons.geography.areas import AreaKind, areas_by_name
from commons.geography.gazetteer import words_of
from commons.geography.rivers import rivers_by_name
from commons.geography.selectors.localities import gazetteer
from hosting.offers.choices.lists import Facet
from search.index.documents.common_words import is_common_word
from search.query.lexicon import plain
from search.query.place_mentions import BEFORE_A_NAME, OF, SAINTS
from search.query.tokens import Span, TokenizedText


def _led(leads: str, articles: str) -> frozenset[str]:
    """Every lead with every article behind it."""
    return frozenset(
        f"{lead} {article}".strip() for lead in leads.split("|") for article in articles.split("|")
    )


LONGEST_NAME: Final = 6  # words: Provence-Alpes-Côte d’Azur
LONGEST_LEAD: Final = 6  # words: in the department of the
INTO = _led("en|dans|in|departement|region|county|across|throughout", "|la|le|les|l|the")
INTO |= _led(
    "departement|region|province|dans le departement|dans la region|in the department|"
    "in the region|department",
    "de la|de l|du|des|de|d|of|of the",
)
TOWARDS: Final = frozenset(
    {"a la", "a l", "a", "au", "aux", "de", "de la", "de l", "du", "des", "d", "of", "from", "to"}
    | {"vers la", "vers le", "vers l", "vers les", "vers", "near", "around", "to the"}
)
ALONG = _led(
    "bord|bords|le bord|les bords|au bord|aux bords|bordure|en bordure|rive|rives|les rives|berges|"
    "sur les bords|sur les rives|long|le long|quais|les quais|vallee|les berges|la vallee|"
    "dans la vallee",
    "de la|du|de l|des|de|d",
)
# Near a river, never near a town of its name: près de la Boulogne, près de Boulogne.
ALONG |= _led("pres|proche|autour|a cote", "de la|du|de l|des")
ALONG |= _led("sur|longeant|face a|au fil de", "la|le|l")
ALONG |= _led("riviere|la riviere|fleuve|le fleuve", "")
ALONG |= _led(
    "banks of|on the banks of|valley of|on the bank of|along the banks of|the valley of|"
    "in the valley of|river|the river|on the river",
    "the|",
)
VAGUE: Final = _led("on|along|by|near|beside|close to|next to|overlooking|above", "the")
ALONG |= VAGUE  # near the Loire, and near the main square
RIVER: Final = frozenset({"river", "riverside", "valley", "riverbank"})  # behind its name
TOWNS: Final = frozenset({"paris", "saint martin", "saint barthelemy"})  # before they are areas
SHORTEST_BARE: Final = 6  # letters in small: "gîte bretagne"


@dataclass(frozen=True, slots=True)
class AreaMatch:
    """Words that name an area or a river, with those that lead to it."""

    span: Span
    facet: Facet
    codes: frozenset[str]


def is_area_name(word: str) -> bool:
    """Whether an area or a river is called so."""
    name = " ".join(words_of(word))
    return name in areas_by_name() or name in rivers_by_name()


def areas_in(sentence: TokenizedText, spared: frozenset[str]) -> Iterator[AreaMatch]:
    """From left to right, the longest name first; their words are crossed out."""
    for length in range(min(LONGEST_NAME, len(sentence)), 0, -1):
        for first in range(len(sentence) - length + 1):
            span = Span(first, first + length)
            if sentence.is_free(span) and sentence.is_whole(span):
                meant = _meant(sentence, span)
                if meant and not any(
                    plain(sentence.text_of(words)) in spared for words in (span, meant.span)
                ):
                    sentence.cross_out(meant.span)
                    yield meant


def _meant(sentence: TokenizedText, span: Span) -> AreaMatch | None:
    name = sentence.folded(span)
    rivers, areas = rivers_by_name().get(name), areas_by_name().get(name, ())
    if rivers and (river := _river(sentence, span)):
        return AreaMatch(river, Facet.RIVER, rivers)
    if not areas:
        return None
    codes = frozenset(code for area in areas for code in area.codes)
    if lead := _lead(sentence, span.first, INTO):
        is_name = sentence.text_of(span)[0].isupper() or not all(map(is_common_word, name.split()))
        return (
            AreaMatch(Span(span.first - lead, span.until), Facet.AREA, codes) if is_name else None
        )
    is_country = all(area.kind == AreaKind.COUNTRY for area in areas)
    if name in TOWNS or not _is_plain(sentence, span, is_country=is_country):
        return None
    if rivers and (len(name) < SHORTEST_BARE or gazetteer().named(name)):
        return None
    lead = _lead(sentence, span.first, TOWARDS)
    return AreaMatch(Span(span.first - lead, span.until), Facet.AREA, codes)


def _river(sentence: TokenizedText, span: Span) -> Span | None:
    """The name with what leads to it or stands behind it, where it is that of a river."""
    lead = _lead(sentence, span.first, ALONG)
    behind = sentence.word(span.until) in RIVER and sentence.is_tied(span.until)
    if not behind and (not lead or not _is_river(sentence, span, lead)):
        return None
    return Span(span.first - lead, span.until + behind)


def _is_river(sentence: TokenizedText, span: Span, lead: int) -> bool:
    """Not near the main square, the Isle of Wight or Saint-Martin."""
    words = sentence.folded(span).split()
    if words[0] in SAINTS:
        return False
    if sentence.folded(Span(span.first - lead, span.first)) not in VAGUE:
        return True
    goes_on = sentence.word(span.until) in OF and sentence.is_tied(span.until)
    is_word = sentence.text_of(span).islower() and all(map(is_common_word, words))
    return not (goes_on or is_word)


def _lead(sentence: TokenizedText, first: int, leads: frozenset[str]) -> int:
    """How many words before this one lead to it, as many as may be."""
    for length in range(LONGEST_LEAD, 0, -1):
        span = Span(first - length, first)
        if sentence.is_free(span) and sentence.folded(span) in leads:
            return length
    return 0


def _is_plain(sentence: TokenizedText, span: Span, *, is_country: bool) -> bool:
    """Whether a name is clear by itself: no common word, no part of a longer name."""
    words = sentence.folded(span).split()
    span_text = sentence.text_of(span)
    if all(map(is_common_word, words)) or (span_text.islower() and len(span_text) < SHORTEST_BARE):
        return False
    before = span.first - 1
    if sentence.word(before) in OF and sentence.is_tied(span.first):
        before -= 1
        if is_country:  # a street, a tour, a label
            return False
    return sentence.word(before) not in BEFORE_A_NAME
