"""Finding places: by how people type their names, and by where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any, Final

from babel import Locale
from django.conf import settings
from django.db.models import Max

from commons.geography.gazetteer import Entry, Find, Gazetteer, Scope, fold, without_article
from commons.geography.models import Locality
from core.geo import Box, Point

LONGEST_TEXT: Final = 120
NEAREST: Final = (5_000, 50_000, 500_000)  # metres: how far to look, step by step
_reading = Lock()


@dataclass(frozen=True, slots=True)
class LocalityHit:
    """A place as it exists today, with the other name under which it was found, if any."""

    locality: Locality
    matched: str
    exact: bool


@dataclass(frozen=True, slots=True)
class LocalityAt:
    """A place and how many metres away it is."""

    locality: Locality
    metres: float


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


def hit_for(find: Find, locality: Locality) -> LocalityHit:
    present = locality.merged_into or locality
    names = [locality.name if present is not locality else "", *locality.alternates]
    return LocalityHit(present, names[find.name], find.exact)


def localities_within(point: Point, metres: float) -> list[LocalityAt]:
    """What exists today in a circle, the nearest first."""
    inside = Locality.objects.present().inside(Box.around(point, metres=metres))
    near = (LocalityAt(locality, point.distance_to(locality.point)) for locality in inside)
    return sorted((at for at in near if at.metres <= metres), key=lambda at: at.metres)


def nearest_locality(point: Point) -> Locality | None:
    """Whose centre is nearest; none in the middle of an ocean."""
    for metres in NEAREST:
        if near := localities_within(point, metres):
            return near[0].locality
    return None


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
