"""One box, one text: what of it is certain becomes place, people and choices, the rest is searched.

Certain comes before complete. Nothing is lost in silence: `taken` lists every word that isn't
searched as a word, so that a page can show each as something to undo, and `left` tells which of
them to leave alone the next time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain

from hosting.offers.choices.lists import Facet
from search.query.areas import AreaMatch as Area
from search.query.areas import areas_in, is_area_name
from search.query.lexicon import LexiconMatch, meanings, plain
from search.query.offer_query import LONGEST_TEXT, Near, OfferQuery
from search.query.party import Party, party
from search.query.places import (
    HasOffers,
    PlaceMention,
    has_offers_around,
    is_place_name,
    places_of,
)
from search.query.tokens import Span, TokenizedText
from search.query.words import SILENT


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
    parts = (
        _place_parts(sentence, places),
        _area_parts(sentence, areas),
        _party_parts(sentence, coming),
        _choice_parts(sentence, choices),
    )
    # Of two regions one is enough; a region and a river narrow each other.
    chosen: dict[Facet, frozenset[str]] = {}
    for area in areas:
        chosen[area.facet] = chosen.get(area.facet, frozenset()) | area.codes
    return ParsedQuery(
        text=_without_initial(sentence),
        near=tuple(place.near for place in places),
        adults=coming.adults if coming else None,
        children=coming.children if coming else 0,
        chosen=_chosen(choices) | chosen,
        taken=tuple(chain.from_iterable(parts)),
    )


def _area_parts(sentence: TokenizedText, areas: Iterable[Area]) -> Iterator[ParsedPart]:
    for area in areas:
        yield ParsedPart(sentence.text_of(area.span), area.facet, " ".join(sorted(area.codes)))


def _without_initial(sentence: TokenizedText) -> str:
    """What remains; a capital that only begins the sentence makes no name of its word."""
    rest = sentence.rest()
    first = sentence.text_of(Span(0, 1)) if sentence.is_free(Span(0, 1)) else ""
    if sentence.word(0) in SILENT or not first.istitle() or not rest.startswith(first):
        return rest
    if not (is_area_name(first) or is_place_name(first)):
        return first.lower() + rest.removeprefix(first)
    return rest


def _place_parts(sentence: TokenizedText, places: Iterable[PlaceMention]) -> Iterator[ParsedPart]:
    for place in places:
        yield ParsedPart(sentence.text_of(place.span), PartKind.PLACE, place.near.name)


def _party_parts(sentence: TokenizedText, coming: Party | None) -> Iterator[ParsedPart]:
    if coming is None:
        return
    for span in coming.spans:
        yield ParsedPart(
            sentence.text_of(span), PartKind.PEOPLE, str(coming.adults + coming.children)
        )


def _chosen(choices: Iterable[LexiconMatch]) -> dict[Facet, frozenset[str]]:
    chosen: dict[Facet, frozenset[str]] = {}
    for meant in choices:
        if facet := meant.entry.facet:
            chosen[facet] = chosen.get(facet, frozenset()) | meant.entry.values
    return chosen


def _choice_parts(sentence: TokenizedText, choices: Iterable[LexiconMatch]) -> Iterator[ParsedPart]:
    for meant in choices:
        what = meant.entry.facet or PartKind(meant.entry.meaning)
        yield ParsedPart(sentence.text_of(meant.span), what, " ".join(sorted(meant.entry.values)))
