"""One box, one text: what of it is certain becomes place, people and choices, the rest is searched.

Certain comes before complete. Nothing is lost in silence: `taken` lists every word that isn't
searched as a word, so that a page can show each as something to undo, and `left` tells which of
them to leave alone the next time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from hosting.offers.choices.lists import Facet
from search.query.areas import areas_in, is_area_name
from search.query.lexicon import meanings, plain
from search.query.offer_query import LONGEST_TEXT, Near, OfferQuery
from search.query.party import party
from search.query.place_mentions import (
    HasOffers,
    has_offers_around,
    is_place_name,
    places_of,
)
from search.query.silent_words import SILENT
from search.query.tokens import Span, TokenizedText


class PartKind(StrEnum):
    """What words were taken for, besides the facets."""

    PLACE = "place"
    PEOPLE = "people"
    DATES = "dates"  # days and nights are chosen in the form
    ASIDE = "aside"  # nobody can ask for this here
    TALK = "talk"  # leads to the question and isn't part of it


@dataclass(frozen=True, slots=True)
class ParsedPart:
    """Words that were understood: as they were typed, as what, and which value."""

    text: str
    what: PartKind | Facet
    value: str = ""


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """`text` is what remains to be searched by words."""

    text: str
    near: tuple[Near, ...] = ()
    adults: int | None = None
    children: int = 0
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    taken: tuple[ParsedPart, ...] = ()

    def put_to(self, query: OfferQuery) -> OfferQuery:
        """The question with what was understood. What a form says already stands."""
        chosen = {facet: frozenset(values) for facet, values in self.chosen.items()}
        somebody = query.adults is not None
        return replace(
            query,
            text=self.text,
            near=query.near or self.near,
            adults=query.adults if somebody else self.adults,
            children=query.children if somebody else self.children,
            chosen=chosen | {facet: query.of(facet) for facet in query.chosen if query.of(facet)},
        )


def parse_query(
    text: str, *, left: Collection[str] = (), has_offers: HasOffers = has_offers_around
) -> ParsedQuery:
    """What is certain in a text in French or English. `left` are phrases to leave as words.

    `has_offers` says whether offers lie around a point: there a name means a place sooner.
    """
    spared = frozenset(map(plain, left))
    sentence = TokenizedText(text[:LONGEST_TEXT])
    areas = list(areas_in(sentence, spared))
    places = places_of(sentence, spared, has_offers=has_offers)
    coming = None if PartKind.PEOPLE in left else party(sentence)
    # What the lexicon knows, without kinds that differ: then nobody can be sure.
    found = list(meanings(sentence, left=spared))
    kinds = {meant.entry.values for meant in found if meant.entry.facet == Facet.KIND}
    choices = [one for one in found if one.entry.facet != Facet.KIND or len(kinds) == 1]
    for meant in choices:
        if meant.entry.stays != "yes":
            sentence.cross_out(meant.span, instead=meant.entry.stays)
    people = str(coming.adults + coming.children) if coming else ""
    understood: list[tuple[Span, PartKind | Facet, str]] = [
        *((place.span, PartKind.PLACE, place.near.name) for place in places),
        *((area.span, area.facet, " ".join(sorted(area.codes))) for area in areas),
        *((span, PartKind.PEOPLE, people) for span in (coming.spans if coming else ())),
    ]
    for meant in choices:
        what = meant.entry.facet or PartKind(meant.entry.meaning)
        understood.append((meant.span, what, " ".join(sorted(meant.entry.values))))
    by_word = [(one.entry.facet, one.entry.values) for one in choices if one.entry.facet]
    by_area = [(area.facet, area.codes) for area in areas]
    return ParsedQuery(
        text=_without_initial(sentence),
        near=tuple(place.near for place in places),
        adults=coming.adults if coming else None,
        children=coming.children if coming else 0,
        chosen=_united(by_word) | _united(by_area),
        taken=tuple(
            ParsedPart(sentence.text_of(span), what, value) for span, what, value in understood
        ),
    )


def _united(values: Iterable[tuple[Facet, frozenset[str]]]) -> dict[Facet, frozenset[str]]:
    """Of two regions one is enough; a region and a river narrow each other."""
    united: dict[Facet, frozenset[str]] = {}
    for facet, some in values:
        united[facet] = united.get(facet, frozenset()) | some
    return united


def _without_initial(sentence: TokenizedText) -> str:
    """What remains; a capital that only begins the sentence makes no name of its word."""
    rest = sentence.rest()
    first = sentence.text_of(Span(0, 1)) if sentence.is_free(Span(0, 1)) else ""
    if sentence.word(0) in SILENT or not first.istitle() or not rest.startswith(first):
        return rest
    if not (is_area_name(first) or is_place_name(first)):
        return first.lower() + rest.removeprefix(first)
    return rest
