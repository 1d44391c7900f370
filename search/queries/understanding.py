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
from typing import Final

from commons.geography.queries import is_place_name, resolve_locality
from hosting.enums import Facet
from search.engine.question import LONGEST_TEXT, Near, OfferQuery
from search.queries.lexicon import Meant, lexicon, meanings, plain
from search.queries.people import Party, party
from search.queries.sentence import Sentence, Span

HERE_KM, NEAR_KM = 15, 30
ARTICLES: Final = ("a", "A")  # English, and no "à"
HERE: Final = ("a", "in", "at", "au", "aux", "to")
AROUND: Final = (
    *("pres de", "pres d", "pres du", "autour de", "autour d", "autour du", "a cote de"),
    *("aux environs de", "aux alentours de", "vers", "proche de", "proche d", "non loin de"),
    *("minutes de", "minutes d", "heure de", "heure d", "km de", "km d"),
    *("drive from", "minutes from", "hour from", "walk from", "km from", "miles from"),
    *("near", "around", "close to", "not far from", "next to", "nearby", "outside of"),
)
OF: Final = ("de", "d", "du", "des", "of", "chez")
SHORTEST_NAME: Final = 4  # letters
LONGEST_NAME: Final = 5  # words
KNOWN_BY_NAME: Final = 1_500  # people: a smaller place is only meant after "à" or "near"
KNOWN_ANYWAY: Final = 20_000  # people: whose table is Salomé's? Whose sights are Bologna's?
NO_PLACE: Final = frozenset({"nice", "tours", "bath", "reading", "split", "sens", "die", "moulins"})


class Heard(StrEnum):
    """What words were taken for, besides the facets."""

    PLACE = "place"
    PEOPLE = "people"
    ASIDE = "aside"  # nobody can ask for this here
    TALK = "talk"  # leads to the question and isn't part of it


@dataclass(frozen=True, slots=True)
class Taken:
    """Words that were understood: as they were typed, as what, and which value."""

    said: str
    what: Heard | Facet
    value: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """`text` is what remains to be searched by words."""

    text: str
    near: Near | None = None
    adults: int | None = None
    children: int = 0
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    taken: tuple[Taken, ...] = ()

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


def understand(text: str, *, left: Collection[str] = ()) -> Understood:
    """What is certain in a text in French or English. `left` are phrases to leave as words."""
    spared = frozenset(map(plain, left))
    sentence = Sentence(text[:LONGEST_TEXT])
    place = _place(sentence, spared)
    coming = None if Heard.PEOPLE in left else party(sentence)
    choices = _choices(sentence, spared)
    told = (_told_place(place), _told_people(sentence, coming), _told_choices(sentence, choices))
    return Understood(
        text=sentence.rest(),
        near=place[0] if place else None,
        adults=coming.adults if coming else None,
        children=coming.children if coming else 0,
        chosen=_chosen(choices),
        taken=tuple(chain.from_iterable(told)),
    )


type _Placed = tuple[Near, str]


def _place(sentence: Sentence, spared: frozenset[str]) -> _Placed | None:
    """The first place that is named in full, after a word that leads to one or by itself."""
    for span, lead, km in _candidates(sentence):
        said = sentence.said(span)
        if plain(said) in spared | lexicon()[0].keys() or not (lead or _is_a_name(said)):
            continue
        locality = resolve_locality(said).locality if is_place_name(said) else None
        enough = _people_to_be_known(sentence, span, lead)
        if locality and locality.population >= enough:
            whole = Span(span.first - lead, span.until)
            near = Near(locality.name, locality.point, km, said=said)
            phrase = sentence.said(whole)
            sentence.cross_out(whole)
            return near, phrase
    return None


def _candidates(sentence: Sentence) -> Iterator[tuple[Span, int, int]]:
    """Where a name may stand, how many words lead to it, and how far around it is meant."""
    for first in range(len(sentence)):
        lead, km = _lead(sentence, first)
        if lead:
            for length in range(LONGEST_NAME, 0, -1):
                span = Span(first, first + length)
                if sentence.is_free(span) and sentence.is_whole(span):
                    yield span, lead, km
    for length in range(LONGEST_NAME, 0, -1):
        for first in range(len(sentence) - length + 1):
            span = Span(first, first + length)
            if sentence.is_whole(span):
                yield span, 0, HERE_KM


def _lead(sentence: Sentence, first: int) -> tuple[int, int]:
    for length in (3, 2, 1):
        span = Span(first - length, first)
        if sentence.is_free(span):
            words = sentence.folded(span)
            if words in AROUND:
                return length, NEAR_KM
            if words in HERE and sentence.said(span) not in ARTICLES:
                return length, HERE_KM
    return 0, 0


def _people_to_be_known(sentence: Sentence, span: Span, lead: int) -> int:
    """How large a place has to be to be meant: what somebody is "of" may also be a person."""
    if lead:
        return 0 if sentence.said(span)[0].isupper() else KNOWN_BY_NAME
    return KNOWN_ANYWAY if sentence.word(span.first - 1) in OF else KNOWN_BY_NAME


def _is_a_name(said: str) -> bool:
    """Written as one, and no word of every day."""
    return said[0].isupper() and len(said) >= SHORTEST_NAME and said.lower() not in NO_PLACE


def _told_place(placed: _Placed | None) -> Iterator[Taken]:
    if placed:
        near, phrase = placed
        yield Taken(phrase, Heard.PLACE, near.name)


def _told_people(sentence: Sentence, coming: Party | None) -> Iterator[Taken]:
    for span in coming.spans if coming else ():
        yield Taken(sentence.said(span), Heard.PEOPLE, "")


def _choices(sentence: Sentence, spared: frozenset[str]) -> list[Meant]:
    """What the lexicon knows, without kinds that differ: then nobody can be sure."""
    found = list(meanings(sentence, left=spared))
    kinds = {meant.entry.values for meant in found if meant.entry.facet == Facet.KIND}
    sure = [one for one in found if one.entry.facet != Facet.KIND or len(kinds) == 1]
    for meant in sure:
        if meant.entry.stays != "yes":
            sentence.cross_out(meant.span, instead=meant.entry.stays)
    return sure


def _chosen(choices: Iterable[Meant]) -> dict[Facet, frozenset[str]]:
    chosen: dict[Facet, frozenset[str]] = {}
    for meant in choices:
        if facet := meant.entry.facet:
            chosen[facet] = chosen.get(facet, frozenset()) | meant.entry.values
    return chosen


def _told_choices(sentence: Sentence, choices: Iterable[Meant]) -> Iterator[Taken]:
    for meant in choices:
        what = meant.entry.facet or Heard(meant.entry.meaning)
        yield Taken(sentence.said(meant.span), what, " ".join(sorted(meant.entry.values)))
