"""Names of places in memory: folded, sorted, and found in spite of how they are typed."""

from __future__ import annotations

import heapq
import math
import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from core.values.geo import Point

LETTERS: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
WORDS: Final = re.compile(r"[^\W_]+")
WRITTEN_OUT: Final = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
ARTICLES: Final = ("l", "le", "la", "les")
EXACT, SHORT, BEGUN, ALSO_BEGUN = range(4)  # and one more for each letter that differs
NO_NAME: Final = 0xFFFF  # a key that is no name in full: without its article, a postcode
TENFOLD: Final = 100_000  # metres: this far away, a place must be ten times as large
AFTER_ALL: Final = "\U0010ffff"


def words_of(text: str) -> list[str]:
    """Small letters without accents, cut at everything that is no letter and no digit."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return WORDS.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


def fold(text: str) -> str:
    """The key of a name: Saint-Pierre-des-Corps, ST PIERRE DES CORPS: saintpierredescorps."""
    return "".join(WRITTEN_OUT.get(word, word) for word in words_of(text))


def without_article(text: str) -> str:
    """Le Mans is looked for as Mans. Empty where there is nothing to leave out."""
    words = words_of(text)
    return fold(" ".join(words[1:])) if len(words) > 1 and words[0] in ARTICLES else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the gazetteer must know of a place. The first key is that of its own name."""

    id: int
    keys: tuple[str, ...]
    short_key: str  # the own name without its article, if it has one
    postcodes: tuple[str, ...]
    places: tuple[str, ...]  # where it lies, folded: department, its code, region, country
    country: str
    population: int
    point: Point


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place that answers, by which of its names, and whether it was named in full."""

    id: int
    name: int
    exact: bool


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """A text taken apart: Saint-Denis (Réunion), Tours 37, 37000 Tours."""

    keys: frozenset[str]  # with abbreviations written out and without: st may begin Strasbourg
    places: tuple[str, ...] = ()
    digits: str = ""

    @classmethod
    def parse(cls, text: str) -> PlaceQuery:
        head, *rest = re.split(r"[,()]", text)
        words = words_of(head)
        digits = [word for word in words if word.isdigit() and len(word) > 1]
        if len(digits) != 1 or len(words) == 1:
            digits = []
        name = " ".join(word for word in words if word not in digits)
        return cls(cls.spelt(name).keys, tuple(filter(None, map(fold, rest))), "".join(digits))

    @classmethod
    def spelt(cls, name: str) -> PlaceQuery:
        """A name, wherever it lies."""
        return cls(frozenset({fold(name), "".join(words_of(name))} - {""}))

    def readings(self, text: str) -> list[tuple[PlaceQuery, int]]:
        """How the text may be read, and how far that goes beyond what it says."""
        if self.digits:  # a number may also be part of a name: Lyon 3e Arrondissement
            return [(self, 0), (PlaceQuery.spelt(text), 0), (PlaceQuery(self.keys), SHORT)]
        return [(self, 0), (PlaceQuery(self.keys), SHORT)]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look, and from where."""

    countries: frozenset[str] = frozenset()
    near: Point | None = None


class Named(NamedTuple):
    """A place that bears a name in full. `name` is which of its names, 0 being its own."""

    id: int
    name: int
    population: int
    point: Point


class Match(NamedTuple):
    """A row, by which of its names, and how far that is from what was typed."""

    row: int
    name: int
    miss: int


class Gazetteer:
    """All names in one sorted list; whatever else is known of a place stands in arrays."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.ids, self.populations = array("q"), array("I")
        self.latitudes, self.longitudes = array("f"), array("f")
        self.countries: list[str] = []
        self.places: list[tuple[str, ...]] = []
        self.postcodes: list[tuple[str, ...]] = []
        keys: list[str] = []
        rows, names = array("I"), array("H")
        for key, row, name in self._read(entries):
            keys.append(key)
            rows.append(row)
            names.append(name)
        order = sorted(range(len(keys)), key=keys.__getitem__)
        self.keys = [keys[position] for position in order]
        self.rows = array("I", (rows[position] for position in order))
        self.names = array("H", (names[position] for position in order))
        self.vocabulary = [key for key in dict.fromkeys(self.keys) if not key[0].isdigit()]

    def _read(self, entries: Iterable[Entry]) -> Iterator[tuple[str, int, int]]:
        for row, entry in enumerate(entries):
            self.ids.append(entry.id)
            self.populations.append(entry.population)
            self.latitudes.append(entry.point.latitude)
            self.longitudes.append(entry.point.longitude)
            self.countries.append(entry.country)
            self.places.append(entry.places)
            self.postcodes.append(entry.postcodes)
            yield from ((key, row, name) for name, key in enumerate(entry.keys) if key)
            yield from ((key, row, NO_NAME) for key in (entry.short_key, *entry.postcodes) if key)

    def find(self, text: str, *, limit: int, scope: Scope) -> list[PlaceMatch]:
        """Whole names first, then beginnings, then what was probably meant; the larger first."""
        query = PlaceQuery.parse(text)
        matches: list[Match] = []
        for reading, beyond in query.readings(text):
            matches = matches or list(self._spelt(reading, scope, beyond))
        if len(matches) < limit and not any(match.miss == EXACT for match in matches):
            matches += self._meant(query, scope)
        best: dict[int, Match] = {}
        for match in heapq.nsmallest(4 * limit, matches, key=partial(self._rank, scope.near)):
            best.setdefault(match.row, match)
        return [
            PlaceMatch(self.ids[match.row], match.name % NO_NAME, match.miss == EXACT)
            for match in list(best.values())[:limit]
        ]

    def named(self, text: str) -> list[Named]:
        """Every place that bears this name in full, the largest first. No typing is forgiven."""
        best: dict[int, int] = {}
        for position in self._positions(text):
            row, name = self.rows[position], self.names[position]
            if name != NO_NAME or self.keys[position].isdigit():
                best[row] = min(name % NO_NAME, best.get(row, NO_NAME))
        named = (
            Named(
                self.ids[row],
                name,
                self.populations[row],
                Point(self.latitudes[row], self.longitudes[row]),
            )
            for row, name in best.items()
        )
        return sorted(named, key=lambda one: (-one.population, one.id))

    def _positions(self, text: str) -> Iterator[int]:
        for key in PlaceQuery.spelt(text).keys:
            first = bisect_left(self.keys, key)
            yield from range(first, bisect_right(self.keys, key, first))

    def _spelt(self, query: PlaceQuery, scope: Scope, beyond: int) -> Iterator[Match]:
        for key in query.keys:
            first = bisect_left(self.keys, key)
            for position in range(first, bisect_left(self.keys, key + AFTER_ALL, first)):
                if self._lies(self.rows[position], query, scope):
                    miss = self._miss(position, key)
                    yield Match(self.rows[position], self.names[position], max(miss, beyond))

    def _miss(self, position: int, key: str) -> int:
        whole, name = self.keys[position] == key, self.names[position]
        if whole:
            return SHORT if name == NO_NAME and not key.isdigit() else EXACT
        return BEGUN if name in {0, NO_NAME} else ALSO_BEGUN

    def _meant(self, query: PlaceQuery, scope: Scope) -> Iterator[Match]:
        """Names that differ by a letter or two: whole ones, else beginnings."""
        for key in query.keys:
            typos = min(len(key) // 4, 3)
            alike = self._alike(key, self.vocabulary, typos)
            if not alike:
                alike = self._alike(key, [word[: len(key)] for word in self.vocabulary], typos)
            for index, distance in alike:
                word = self.vocabulary[index]
                first = bisect_left(self.keys, word)
                for position in range(first, bisect_right(self.keys, word, first)):
                    if self._lies(self.rows[position], query, scope):
                        miss = ALSO_BEGUN + distance
                        yield Match(self.rows[position], self.names[position], miss)

    def _alike(self, key: str, words: list[str], typos: int) -> list[tuple[int, int]]:
        if not typos:
            return []
        from rapidfuzz import process  # noqa: PLC0415  4 MiB for words that nobody knows
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        found = process.extract(key, words, scorer=OSA.distance, score_cutoff=typos, limit=100)
        return [(index, int(distance)) for _word, distance, index in found]

    def _lies(self, row: int, query: PlaceQuery, scope: Scope) -> bool:
        """Whether a place lies where it should: in these countries, in this department."""
        if scope.countries and self.countries[row] not in scope.countries:
            return False
        if query.digits and not self._numbered(row, query.digits):
            return False
        # IT, 37 and Ital begin the name of a place; Réunion may also stand inside it.
        return all(
            any(
                (place.startswith(part) or (len(part) > 3 and part in place))
                for place in self.places[row]
            )
            for part in query.places
        )

    def _numbered(self, row: int, digits: str) -> bool:
        codes = (*self.postcodes[row], *self.places[row])
        return any(code.startswith(digits) for code in codes)

    def _rank(self, near: Point | None, match: Match) -> tuple[int, float, int]:
        """How far from what was typed, then how large; a place near by counts as larger."""
        size = math.log10(self.populations[match.row] + 10)
        if near is not None:
            here = Point(self.latitudes[match.row], self.longitudes[match.row])
            size -= near.distance_to(here) / TENFOLD
        return match.miss, -size, match.row
