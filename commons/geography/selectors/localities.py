"""Finding places by how people type their names."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from babel import Locale
from django.conf import settings
from django.db.models import Max

from commons.geography.gazetteer import (
    Entry,
    Gazetteer,
    PlaceMatch,
    PlaceQuery,
    Scope,
    fold,
    without_article,
)
from commons.geography.models import Locality
from core.values.geo import Point

SHORTEST_TEXT, LONGEST_TEXT = 2, 120
EXONYMS: Final = Path(__file__).parents[1] / "data" / "exonyms.csv"
ALIKE: Final = 0.8  # of letters: Lochs is Loches, Touraine is no Douvaine
DWARFED: Final = 20  # times as many people: Bologna, not Bologne in Haute-Marne
_reading = Lock()


@dataclass(frozen=True, slots=True)
class LocalityHit:
    """A place as it exists today, with the other name under which it was found, if any."""

    locality: Locality
    matched: str
    exact: bool


def find_localities(
    text: str,
    *,
    limit: int = 8,
    near: Point | None = None,
    countries: Iterable[str] | None = None,
) -> list[LocalityHit]:
    """Forgives accents, hyphens, abbreviations and a few typos; the same on every database."""
    scope = Scope(frozenset(country.upper() for country in countries or ()), near)
    finds = gazetteer().find(text[:LONGEST_TEXT], limit=2 * limit, scope=scope)
    ids = [find.id for find in finds]
    localities = Locality.objects.select_related("merged_into").in_bulk(ids)
    hits: dict[int, LocalityHit] = {}
    for find in finds:
        if locality := localities.get(find.id):
            hit = hit_for(find, locality)
            hits.setdefault(hit.locality.pk, hit)
    return list(hits.values())[:limit]


def is_close(text: str, hit: LocalityHit) -> bool:
    """Whether a hit bears the name that was typed, begins with it or hardly differs from it.

    Suggestions while somebody types may be far off: they choose one. Where nobody chose, Kyoto is
    no Crotone.
    """
    if hit.exact or any(map(str.isdigit, text)):
        return True
    name = hit.matched or hit.locality.name
    keys = {fold(name), without_article(name)} - {""}
    typed = PlaceQuery.parse(text).keys
    from rapidfuzz.distance import OSA  # noqa: PLC0415  4 MiB for words that nobody knows

    return any(
        key.startswith(one) or OSA.normalized_similarity(one, key) >= ALIKE
        for key in keys
        for one in typed
    )


def hit_for(find: PlaceMatch, locality: Locality) -> LocalityHit:
    present = locality.merged_into or locality
    names = [locality.name if present is not locality else "", *locality.alternates]
    return LocalityHit(present, names[find.name], find.exact)


def present_locality(pk: int) -> Locality:
    """As it exists today: the commune that a former one was merged into."""
    locality = Locality.objects.select_related("merged_into").get(pk=pk)
    return locality.merged_into or locality


@cache
def exonyms() -> frozenset[str]:
    """Folded, what French, English and the inhabitants call cities: Londres, Gand, Firenze."""
    with EXONYMS.open(encoding="utf-8", newline="") as lines:
        names = [name for row in csv.DictReader(lines) for name in row["other_names"].split("|")]
    return frozenset(map(fold, names))


@dataclass(frozen=True, slots=True)
class Answer:
    """The place that a text names, or what it may mean; ambiguous if several bear the name."""

    locality: Locality | None
    suggestions: list[Locality]
    ambiguous: bool = False


def resolve_locality(text: str, *, countries: Iterable[str] | None = None) -> Answer:
    """Certain only where one place is named in full, or comes before all others of its name."""
    hits = find_localities(text, countries=countries)
    named = [hit for hit in hits if hit.exact]
    if labelled := [hit for hit in named if hit.locality.label == text.strip()]:
        named = labelled
    if named and _comes_first(*named):
        return Answer(named[0].locality, [])
    return Answer(None, [hit.locality for hit in named or hits], ambiguous=bool(named))


def _comes_first(first: LocalityHit, *others: LocalityHit) -> bool:
    """The largest, alone in being called so (elsewhere it is a by-name), or larger by far."""
    alone = not first.matched and all(other.matched for other in others)
    return alone or not others or dwarfs(first.locality, others[0].locality)


def dwarfs(one: Locality, other: Locality) -> bool:
    return one.population >= DWARFED * other.population > 0


def suggestions_for(text: str) -> list[dict[str, str | float]]:
    """As the field for places shows them."""
    if len(text.strip()) < SHORTEST_TEXT:
        return []
    return [
        {
            "code": hit.locality.code,
            "label": hit.locality.label,
            "matched": hit.matched,
            "latitude": hit.locality.latitude,
            "longitude": hit.locality.longitude,
        }
        for hit in find_localities(text)
    ]


def gazetteer() -> Gazetteer:
    """In memory once a process, read when it is first asked, and again after a load."""
    newest = Locality.objects.aggregate(newest=Max("pk"))["newest"]
    with _reading:
        return read_gazetteer(newest)


@lru_cache(maxsize=1)
def read_gazetteer(newest: int | None) -> Gazetteer:
    rows = Locality.objects.order_by("pk").values_list(
        "pk",
        "name",
        "search_keys",
        "postcodes",
        "country",
        "region",
        "department",
        "department_code",
        "population",
        "latitude",
        "longitude",
        named=True,
    )
    return Gazetteer(entries(rows.iterator(chunk_size=5_000)))


def entries(rows: Iterable[Any]) -> Iterator[Entry]:
    """Rows as the gazetteer reads them. What many places share is kept once."""
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    countries = country_names()
    for row in rows:
        where = (row.department, row.department_code, row.region, row.country)
        if where not in shared:
            folded = (fold(part) for part in where if part)
            shared[where] = (*folded, *countries.get(row.country, ()))
        postcodes = tuple(filter(None, row.postcodes.split("|")))
        yield Entry(
            id=row.pk,
            keys=tuple(row.search_keys.split("|")),
            short_key=without_article(row.name),
            postcodes=shared.setdefault(postcodes, postcodes),
            places=shared[where],
            country=row.country,
            population=row.population,
            point=Point(row.latitude, row.longitude),
        )


def country_names() -> dict[str, tuple[str, ...]]:
    """Folded, in each language of the site."""
    names: dict[str, dict[str, str]] = {}
    for language, _name in settings.LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            names.setdefault(str(code), {})[fold(str(name))] = language
    return {code: tuple(folded) for code, folded in names.items()}
