"""One object of DATAtourisme, understood as far as we need it; what isn't understood is named."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any, Final, NoReturn

from django.utils.html import strip_tags

from core.files.datatourisme.files import LONGEST, Raw
from core.files.datatourisme.opening_hours import opening_periods
from core.values.geo import Point
from core.values.opening_hours import OpeningPeriod

type Node = Mapping[str, Any]

ADDRESS: Final = re.compile(r"https?://[^\s\"<>\\^`{|}\x00-\x1f]{3,240}")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
SPACES: Final = re.compile(r"[ \t\xa0]+")
LANGUAGES: Final = ("fr", "en", "de", "es", "it", "nl")  # those of the feed that offers are in
TITLE, WORDS, NAME = 120, 6_000, 160  # signs
PREFIXES: Final = {  # of the present feed, and of older ones
    "https://www.datatourisme.fr/ontology/core#": "",
    "https://www.datatourisme.gouv.fr/ontology/core#": "",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://schema.org/": "schema:",
    "https://schema.org/": "schema:",
}
READ: Final = frozenset(
    {
        *("@id", "@type", "@context", "rdfs:label", "rdfs:comment", "hasDescription"),
        *("isLocatedAt", "lastUpdate", "hasBeenCreatedBy", "allowedPersons"),
        "reducedMobilityAccess",
    }
)
MOST_PERSONS: Final = 200  # of one lodging
UNCLEAR_HOURS: Final = "openingHoursSpecification without days or hours"
PLACES: Final = 5  # decimals of a degree: a metre


class NotUnderstoodError(Exception):
    """Why an object is left out, for whoever reads the report."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A lodging, an event, a sight. `left_out` are the predicates that nobody here reads."""

    id: str
    types: frozenset[str]
    titles: dict[str, str]
    words: dict[str, str]
    point: Point
    insee: str
    street: str
    creator: str
    updated_on: date | None
    sleeps: int | None
    step_free: bool
    opening: tuple[OpeningPeriod, ...]
    left_out: tuple[str, ...]

    def language_near(self, language: str) -> str:
        """This language where it has a title in it, else the first one that it has."""
        return language if language in self.titles else next(iter(self.titles))

    def text_in(self, language: str) -> tuple[str, str]:
        """Title and words in this language, or in the other one."""
        other = next(iter(self.titles.values()))
        return self.titles.get(language, other), self.words.get(language, "")


def thing_of(raw: Raw) -> Thing:
    """Raises NotUnderstoodError for whatever isn't an object with a name and a place."""
    node = _node_of(raw)
    place = _first(node.get("isLocatedAt"))
    address = _first(place.get("schema:address"))
    titles = _in_languages(node.get("rdfs:label"), TITLE)
    if not titles:
        _refuse("no name")
    id_ = _id(node)
    names = _list(node.get("@type"))
    if not names or not all(isinstance(name, str) for name in names):
        _refuse("no @type")
    geo = _first(place.get("schema:geo"))
    try:
        latitude, longitude = (float(geo[f"schema:{name}"]) for name in ("latitude", "longitude"))
    except (KeyError, TypeError, ValueError, OverflowError):
        _refuse("no coordinates")
    if not (math.isfinite(latitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        _refuse("coordinates out of range")
    hours = _list(place.get("schema:openingHoursSpecification"))
    opening = opening_periods(_first(row) for row in hours)
    # The long description, else the short one, else the comment.
    description = _first(node.get("hasDescription"))
    sources = (
        description.get("dc:description"),
        description.get("shortDescription"),
        node.get("rdfs:comment"),
    )
    found: dict[str, str] = {}
    for source in sources:
        found = _in_languages(source, WORDS) | found
    return Thing(
        id=id_,
        types=frozenset(map(_compact, names)),
        titles=titles,
        words=found,
        point=Point(round(latitude, PLACES), round(longitude, PLACES)),
        insee=_text(_first(address.get("hasAddressCity")).get("insee"), 5),
        street=_text(address.get("schema:streetAddress"), NAME),
        creator=_text(_first(node.get("hasBeenCreatedBy")).get("schema:legalName"), NAME),
        updated_on=_day(node.get("lastUpdate")),
        sleeps=_count(node.get("allowedPersons")),
        step_free=node.get("reducedMobilityAccess") in (True, "true", "True"),
        opening=opening,
        left_out=(*_left_out(node), *([UNCLEAR_HOURS] if hours and not opening else [])),
    )


def _node_of(raw: Raw) -> dict[str, Any]:
    if raw.content is None:
        _refuse(f"longer than {LONGEST:,} bytes")
    try:
        node = json.loads(raw.content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise NotUnderstoodError(f"not valid JSON: {str(error)[:120]}") from error
    if not isinstance(node, dict):
        _refuse("not a JSON object")
    if not isinstance(node.get("@context", ""), str):
        _refuse("has its own @context, so its terms can’t be trusted")
    return {_compact(name): value for name, value in node.items()}


def _refuse(why: str) -> NoReturn:
    raise NotUnderstoodError(why)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} isn’t a number")


def _compact(name: str) -> str:
    for prefix, short in PREFIXES.items():
        if name.startswith(prefix):
            return short + name.removeprefix(prefix)
    return name


def _id(node: Node) -> str:
    name = node.get("@id")
    if not isinstance(name, str) or not ADDRESS.fullmatch(name):
        _refuse("@id isn’t a URL")
    return name


def _in_languages(value: Any, most: int) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    texts = {language: _text(value.get(language), most) for language in LANGUAGES}
    return {language: words for language, words in texts.items() if words}


def _text(value: Any, most: int) -> str:
    """Plain words of the first of several values: no markup, no control signs."""
    first = next(iter(_list(value)), "")
    if not isinstance(first, str):
        return ""
    plain = CONTROL.sub("", strip_tags(unescape(first[: most * 2])))
    return SPACES.sub(" ", plain).strip()[:most].strip()


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _left_out(node: Node) -> Iterator[str]:
    """Predicates that nobody here reads, and numbers of people that no lodging has."""
    yield from (name for name in node if name not in READ)
    persons = node.get("allowedPersons")
    if persons is not None and _count(persons) is None:
        yield f"allowedPersons that is not a number from 1 to {MOST_PERSONS}"


def _count(value: Any) -> int | None:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return value if is_whole and 0 < value <= MOST_PERSONS else None


def _first(value: Any) -> Node:
    """The first of several values, where it is an object; nothing else has anything to tell."""
    first = next(iter(_list(value)), None)
    if not isinstance(first, dict):
        return {}
    return {_compact(name): value for name, value in first.items()}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
