"""Which towns a text names. Certain comes before complete: what may be a word stays one.

What counts, in this order: a word that leads to a place ("à", "near"), a capital letter, whether it
is the place's own name, whether offers lie around it, and how many people live there. A common word
("lac", "centre") needs a lead, a capital and a town; a part of a longer name (Rue de Metz, San
Luca, Opera Square) never counts.

Several towns count where they are joined ("Tours ou Blois", "entre Tours et Blois"), where they
stand side by side, or where each has its own "à". "À Loches, près de Tours" is Loches alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cache, cached_property
from itertools import pairwise
from typing import Final

from commons.geography.gazetteer import Gazetteer, Named, fold, words_of
from commons.geography.selectors.localities import exonyms, gazetteer, present_locality
from core.values.geo import Box, Point
from hosting.offers.models.offers import Offer
from search.index.documents.common_words import is_common_word
from search.query.lexicon import lexicon, plain
from search.query.offer_query import Near
from search.query.tokens import Span, TokenizedText


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HERE_KM, NEAR_KM = 15, 30
AROUND_OFFERS: Final = 60_000  # metres: how far from an offer a place is still of this house
ARTICLES: Final = ("a", "A")  # English, and no "à"
HERE: Final = ("a", "in", "at", "au", "aux", "to")
AROUND: Final = (
    *("pres de", "pres d", "pres du", "pres des", "autour de", "autour d", "autour du"),
    *("a cote de", "a cote du", "aux environs de", "aux environs du", "aux alentours de"),
    *("vers", "proche de", "proche d", "proche du", "non loin de", "non loin du"),
    *("minutes de", "minutes d", "minutes du", "heure de", "heure d", "km de", "km d", "km du"),
    *("drive from", "minutes from", "hour from", "walk from", "km from", "miles from"),
    *("near", "around", "close to", "not far from", "next to", "nearby", "outside of"),
)
BETWEEN: Final = ("entre", "between")  # leads to the first of two
AND: Final = ("et", "and")
TOWARDS: Final = ("a", "to")  # between two towns: de Tours à Blois
FROM: Final = ("de", "d", "from")
JOINING: Final = frozenset({*AND, *TOWARDS, "ou", "or", "puis", "then"})
JOINING_SIGNS: Final = frozenset("&+/")
CONTRACTED: Final = {"du": "Le", "au": "Le", "des": "Les", "aux": "Les"}  # au Mans: Le Mans
OF: Final = ("de", "d", "du", "des", "of", "chez")
SAINTS: Final = _words("saint sainte st ste san santa santo sant sint sankt s")
BEFORE_A_NAME: Final = SAINTS | _words(  # in front of a part of a longer name
    "new nouvelle nuova porta port porte fort pont ponte val mont monte rue via viale corso avenue "
    "ave boulevard bd bld cours chemin route allee allees impasse passage place piazza square quai "
    "gare stade barriere jardin parc palais palazzo chateau domaine villa casa casetta corte "
    "residence maison hotel eglise clos tour rua calle plaza gasthof haus monsieur madame"
)
AFTER_A_NAME: Final = _words(
    "street road lane avenue square straat laan lei plein gasse strasse platz bis"
)
SHORTEST_NAME: Final = 4  # letters
LONGEST_NAME: Final = 5  # words
LONG_BY_NAME: Final = 7  # letters of a by-name that isn't among the exonyms
DWARFED: Final = 20  # times as many people
UNCOUNTED: Final = 100  # people at least, where a former commune says none
MOST_ASKED: Final = 6  # places of one name
MOST_PLACES: Final = 4  # of one question
REACH: Final = 100_000  # metres between two towns that make each other likely
ANYWHERE: Final = 10**12  # people: nowhere but near an offer

type HasOffers = Callable[[Point], bool]


class _Joint(Enum):
    """How a name stands to a town that was found before."""

    NONE = auto()
    BESIDE = auto()  # nothing, or a comma, parts the two
    JOINED = auto()  # and, or, to


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A town and the words that name it, with those that lead to it. `name` are the former."""

    near: Near
    span: Span
    name: Span


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Where a name may stand, how many words lead to it, and how far around it is meant."""

    span: Span
    lead: int
    km: int
    article: str = ""
    joint: _Joint = _Joint.NONE

    @property
    def is_led(self) -> bool:
        """By a word of its own, or by the one that leads to the town it is joined to."""
        return bool(self.lead) or self.joint == _Joint.JOINED


@dataclass(frozen=True, slots=True)
class _Threshold:
    """How many people make a place known: near an offer, and anywhere else."""

    near: int
    far: int


@dataclass
class _PlaceQuery:
    """What one text asks of geography: the names are looked up once it may name a place."""

    sentence: TokenizedText
    spared: frozenset[str]
    has_offers: HasOffers
    found: list[PlaceMention] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.has_offers = cache(self.has_offers)  # of one name each point is asked about once

    @cached_property
    def names(self) -> Gazetteer:
        return gazetteer()

    def is_likely(self, point: Point, joint: _Joint) -> bool:
        """Whether it lies around offers, or not far from the town it stands beside."""
        is_beside = joint != _Joint.NONE and self.is_in_reach(point)
        return is_beside or self.has_offers(point)

    def is_in_reach(self, point: Point) -> bool:
        return any(point.distance_to(one.near.point) <= REACH for one in self.found)

    def knows(self, near: Near) -> bool:
        """Whether the same town was found before."""
        same = (near.name, near.point)
        return any((one.near.name, one.near.point) == same for one in self.found)


def has_offers_around(point: Point) -> bool:
    """Whether public offers lie around a point; also where there are none at all yet."""
    box = Box.around(point, metres=AROUND_OFFERS)
    offers = Offer.objects.public().filter(place__isnull=False)
    around = offers.filter(
        place__locality__latitude__range=(box.south, box.north),
        place__locality__longitude__range=(box.west, box.east),
    )
    return around.exists() or not offers.exists()


def is_place_name(word: str) -> bool:
    """Whether a word that begins a sentence is a place's name rather than a common word."""
    return not is_common_word("".join(words_of(word))) and bool(gazetteer().named(word))


def places_of(
    sentence: TokenizedText, spared: frozenset[str], *, has_offers: HasOffers = has_offers_around
) -> list[PlaceMention]:
    """The towns that are named in full, from left to right; their words are crossed out.

    The first is found after a word that leads to one or by itself, the others beside it.
    """
    asked = _PlaceQuery(sentence, spared, has_offers)
    while len(asked.found) < MOST_PLACES:
        named = (_place_at(candidate, asked) for candidate in _candidates(asked))
        new = next((place for place in named if place and not asked.knows(place.near)), None)
        if new is None:
            break
        asked.found.append(new)
        sentence.mark(new.span)
    found = sorted(asked.found, key=lambda place: place.span.first)
    # Each with the words that join it to the one before, and "de" before a way to the next.
    places = list(found)
    for at, (one, other) in enumerate(pairwise(found)):
        gap = sentence.folded(Span(one.span.until, other.span.first))
        if gap in JOINING:
            places[at + 1] = replace(other, span=Span(one.span.until, other.span.until))
        # From the one to the other.
        if (sentence.folded(Span(one.name.until, other.name.first)) in TOWARDS) and _follows(
            sentence, one.span.first, FROM
        ):
            places[at] = replace(one, span=Span(one.span.first - 1, one.span.until))
    for place in places:
        sentence.cross_out(place.span)
    return places


def _place_at(candidate: _Candidate, asked: _PlaceQuery) -> PlaceMention | None:
    """The town that is meant there, if there is one."""
    sentence, span = asked.sentence, candidate.span
    name_text = sentence.text_of(span)
    threshold = _threshold(asked, candidate, name_text)
    if threshold is None or _is_part_of_a_name(sentence, candidate):
        return None
    # "À Nice" is a town, though "nice" is talk: a name that is led to may stand in the lexicon.
    is_name = candidate.is_led and name_text[0].isupper()
    name = plain(name_text)
    if name in asked.spared or (not is_name and name in lexicon()[0]):
        return None
    found = _named(candidate, name_text, threshold, asked)
    if not found or (candidate.joint == _Joint.BESIDE and not asked.is_in_reach(found.point)):
        return None
    locality = present_locality(found.id)
    if plain(locality.name) in asked.spared:
        return None
    near = Near(locality.name, locality.point, candidate.km, typed_name=name_text)
    return PlaceMention(near, Span(span.first - candidate.lead, span.until), span)


def _candidates(asked: _PlaceQuery) -> Iterator[_Candidate]:
    """All while nothing is found; then only those that may be meant besides."""
    for candidate in _possible(asked.sentence):
        if not asked.found:
            yield candidate
        elif joint_of := _joint(asked, candidate):
            joint, km = joint_of
            yield replace(candidate, joint=joint, km=km)


def _joint(asked: _PlaceQuery, candidate: _Candidate) -> tuple[_Joint, int] | None:
    """How it stands to what was found, and how far around it is meant; None: not meant at all."""
    joints = {_joint_with(asked.sentence, candidate, place): place for place in asked.found}
    if place := joints.get(_Joint.JOINED):
        return _Joint.JOINED, candidate.km if candidate.lead else place.near.km
    if candidate.lead:
        return (_Joint.NONE, HERE_KM) if candidate.km == HERE_KM else None
    if place := joints.get(_Joint.BESIDE):
        return _Joint.BESIDE, place.near.km
    return None


def _joint_with(sentence: TokenizedText, candidate: _Candidate, place: PlaceMention) -> _Joint:
    """What stands between the two, whichever comes first."""
    whole = Span(candidate.span.first - candidate.lead, candidate.span.until)
    first, second = sorted((whole, place.span), key=lambda span: span.first)
    gap = sentence.folded(Span(first.until, second.first))
    lead = candidate.lead if second == whole else place.name.first - place.span.first
    way = sentence.folded(Span(second.first, second.first + lead))
    if gap in JOINING or (not gap and way in TOWARDS):
        return _Joint.JOINED
    if gap:
        return _Joint.NONE
    return _Joint.JOINED if sentence.between(first, second) in JOINING_SIGNS else _Joint.BESIDE


def _possible(sentence: TokenizedText) -> Iterator[_Candidate]:
    """Those with a lead first; of each the longest name first."""
    for first in range(len(sentence)):
        lead, km = _lead(sentence, first)
        is_first_of_two = _follows(sentence, first, BETWEEN)
        article = CONTRACTED.get(sentence.word(first - 1), "") if lead else ""
        for length in range(LONGEST_NAME, 0, -1) if lead or is_first_of_two else ():
            span = Span(first, first + length)
            if not (sentence.is_free(span) and sentence.is_whole(span)):
                continue
            if lead:
                yield _Candidate(span, lead, km, article)
            elif sentence.word(span.until) in AND:
                yield _Candidate(span, 1, NEAR_KM)
    for length in range(LONGEST_NAME, 0, -1):
        for first in range(len(sentence) - length + 1):
            span = Span(first, first + length)
            if sentence.is_free(span) and sentence.is_whole(span):
                yield _Candidate(span, 0, HERE_KM)


def _follows(sentence: TokenizedText, first: int, words: Sequence[str]) -> bool:
    """Whether one of these stands right before, and isn't understood otherwise."""
    before = Span(first - 1, first)
    return sentence.is_free(before) and sentence.folded(before) in words


def _lead(sentence: TokenizedText, first: int) -> tuple[int, int]:
    for length in (3, 2, 1):
        span = Span(first - length, first)
        if sentence.is_free(span):
            words = sentence.folded(span)
            if words in AROUND:
                return length, NEAR_KM
            if words in HERE and sentence.text_of(span) not in ARTICLES:
                return length, HERE_KM
    return 0, 0


def _is_part_of_a_name(sentence: TokenizedText, candidate: _Candidate) -> bool:
    """San Luca, Rue de Metz, Porta San Felice, Opera Square."""
    span = candidate.span
    if sentence.word(span.until) in AFTER_A_NAME and sentence.is_tied(span.until):
        return True
    if sentence.word(span.until - 1) in SAINTS:
        return True
    if candidate.lead or not sentence.is_tied(span.first):
        return False
    before = span.first - 1
    if sentence.word(before) in OF and sentence.is_tied(before):
        before -= 1
    return sentence.word(before) in BEFORE_A_NAME


def _threshold(asked: _PlaceQuery, candidate: _Candidate, name_text: str) -> _Threshold | None:
    """None where it is no name at all."""
    words = words_of(name_text)
    leads = candidate.is_led or _is_all(asked, candidate.span)
    is_common = all(map(is_common_word, words)) and not candidate.article
    if not name_text[0].isupper():
        letters = sum(map(len, words))
        is_name = candidate.is_led and not is_common and letters >= SHORTEST_NAME
        return _Threshold(1_500, 100_000) if is_name or words[0].isdigit() else None
    if not leads and len(name_text) < SHORTEST_NAME:
        return None
    if is_common:
        return _Threshold(20_000, 20_000) if leads or candidate.joint != _Joint.NONE else None
    if words[0] in SAINTS:
        return _Threshold(0 if candidate.lead else 1_500, 150_000)
    if leads:
        far = 100_000 if candidate.joint == _Joint.JOINED and not candidate.lead else 2_000
        return _Threshold(0 if candidate.is_led else 1_500, far)
    after_of = asked.sentence.word(candidate.span.first - 1) in OF
    return _Threshold(20_000, ANYWHERE) if after_of else _Threshold(1_500, 100_000)


def _is_all(asked: _PlaceQuery, span: Span) -> bool:
    """Whether nothing else is said, but for other towns and what joins them."""
    inside = [span, *(place.span for place in asked.found)]
    numbers = {number for one in inside for number in range(one.first, one.until)}
    return all(
        number in numbers or (asked.found and one.word in JOINING)
        for number, one in enumerate(asked.sentence.words)
    )


def _named(
    candidate: _Candidate, name_text: str, threshold: _Threshold, asked: _PlaceQuery
) -> Named | None:
    """The one place that is meant by this name, if there is one."""
    name = f"{candidate.article} {name_text}" if candidate.article else name_text
    found = asked.names.named(name)
    if fold(name) not in exonyms():
        own = [one for one in found if one.name == 0]
        if not own and len(fold(name)) < LONG_BY_NAME:
            return None
        threshold = threshold if own else _Threshold(threshold.near, ANYWHERE)
        found = own or found
    if found and _comes_first(found) and found[0].population >= threshold.far:
        return found[0]
    if not found or found[0].population < threshold.near:
        return None
    close = [one for one in found[:MOST_ASKED] if asked.is_likely(one.point, candidate.joint)]
    if close and _comes_first(close) and close[0].population >= threshold.near:
        return close[0]
    return None


def _comes_first(found: Sequence[Named]) -> bool:
    """The largest is alone, or larger than all others by far."""
    first, *others = found
    return not others or first.population >= DWARFED * max(others[0].population, UNCOUNTED)
