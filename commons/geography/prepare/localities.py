"""From the public lists of communes and cities to the one small list that is shipped."""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import mean
from typing import Final

from commons.geography.gazetteer import fold
from core.values.geo import Point

type Row = dict[str, str]

DATA: Final = Path(__file__).parent.parent / "data"
COLUMNS: Final = (
    "code",
    "kind",
    "name",
    "alternate_names",
    "country",
    "region",
    "department",
    "department_code",
    "postcodes",
    "population",
    "latitude",
    "longitude",
    "timezone",
    "merged_into",
)
KINDS: Final = {"commune-actuelle": "commune", "arrondissement-municipal": "district"}
TIMEZONES: Final = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
SPOKEN_OF: Final = 15_000
SAME_PLACE: Final = 20_000.0  # metres between what INSEE and GeoNames take for one town
NAME_IN_LATIN: Final = re.compile(r"(?!.{2,}')(?![A-Z]{3}$)[A-ZÀ-ÖØ-ÞĀ-Ž].+")


def localities(source: Path) -> list[Row]:
    """Communes, then what was merged into them, then the cities of other countries."""
    cities = list(read(source / "cities_europe_5000.csv.gz"))
    communes = list(located(list(read(source / "communes_2026.csv.gz"))))
    french = twins(city for city in cities if city["country"] == "FR")
    rows = [commune_row(commune, french) for commune in communes]
    rows += former_rows(read(source / "communes_deleguees_2026.csv.gz"), communes)
    rows += [city_row(city) for city in cities if city["country"] != "FR"]
    add_exonyms(rows)
    return rows


def read(path: Path) -> Iterator[Row]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def located(communes: list[Row]) -> Iterator[Row]:
    """With coordinates: their own, those of their main settlement, or between their neighbours."""
    settlements = {row["insee"]: row for row in read(DATA / "coordinates.csv")}
    neighbours = defaultdict(list)
    for commune in communes:
        if commune["lat"] and commune["dep"] < "97":
            for postcode in commune["postcodes"].split("|"):
                neighbours[postcode].append(commune)
    for commune in communes:
        beside = neighbours[commune["postcodes"].split("|")[0]]
        if settlement := settlements.get(commune["insee"]):
            yield commune | {"lat": settlement["latitude"], "lon": settlement["longitude"]}
        elif commune["lat"]:
            yield commune
        elif beside:
            middle = {
                axis: f"{mean(float(one[axis]) for one in beside):.5f}" for axis in ("lat", "lon")
            }
            yield commune | middle


def twins(french: Iterable[Row]) -> dict[str, list[Row]]:
    named = defaultdict(list)
    for city in french:
        named[fold(city["name"])].append(city)
    return named


def commune_row(commune: Row, cities: dict[str, list[Row]]) -> Row:
    here = point_of(commune)
    same = [
        city
        for city in cities.get(fold(commune["nom"]), [])
        if point_of(city).distance_to(here) < SAME_PLACE
    ]
    return {
        "code": f"fr:{commune['insee']}",
        "kind": KINDS[commune["type"]],
        "name": typeset(commune["nom"]),
        "alternate_names": alternates(commune["nom"], commune["population"], same),
        "country": "FR",
        "region": typeset(commune["region_nom"]),
        "department": typeset(commune["dep_nom"]),
        "department_code": commune["dep"],
        "postcodes": commune["postcodes"],
        "population": commune["population"] or "0",
        "latitude": commune["lat"],
        "longitude": commune["lon"],
        "timezone": TIMEZONES.get(commune["dep"], "Europe/Paris"),
        "merged_into": "",
    }


def former_rows(former: Iterable[Row], communes: list[Row]) -> Iterator[Row]:
    """Under the name that people still use, at the place of the commune that it belongs to now."""
    present = {commune["insee"]: commune for commune in communes}
    for one in former:
        now = present.get(one["chef_lieu"])
        if now and fold(now["nom"]) != fold(one["nom"]):
            yield commune_row(now, {}) | {
                "code": f"fr:{one['insee']}:former",
                "kind": "former",
                "name": typeset(one["nom"]),
                "population": "0",
                "merged_into": f"fr:{now['insee']}",
            }


def city_row(city: Row) -> Row:
    return dict.fromkeys(COLUMNS, "") | {
        "code": f"geonames:{city['geonameid']}",
        "kind": "city",
        "name": typeset(city["name"]),
        "alternate_names": alternates(city["name"], city["population"], [city]),
        "country": city["country"],
        "population": city["population"],
        "latitude": city["lat"],
        "longitude": city["lon"],
        "timezone": city["timezone"],
    }


def alternates(own: str, population: str, cities: Iterable[Row]) -> str:
    """Of towns that foreigners speak of; for villages the lists hold transliterations only."""
    if int(population or 0) < SPOKEN_OF:
        return ""
    return worth_keeping(own, (name for c in cities for name in c["alternate_names"].split("|")))


def add_exonyms(rows: list[Row]) -> None:
    """From our own list: what French, English and the inhabitants call a city."""
    ascending = sorted(rows, key=lambda row: int(row["population"]))
    largest = {(row["name"], row["country"]): row for row in ascending}
    for exonym in read(DATA / "exonyms.csv"):
        row = largest[typeset(exonym["name"]), exonym["country"]]
        names = [*exonym["other_names"].split("|"), *row["alternate_names"].split("|")]
        row["alternate_names"] = worth_keeping(row["name"], names)


def worth_keeping(own: str, names: Iterable[str]) -> str:
    """Names that a person may type: no transliteration, no airport code, nothing twice."""
    kept = {fold(own): ""}
    for name in names:
        if NAME_IN_LATIN.fullmatch(name):
            kept.setdefault(fold(name), typeset(name))
    return "|".join(filter(None, kept.values()))


def typeset(name: str) -> str:
    return name.replace("'", "’")


def point_of(row: Row) -> Point:
    return Point(float(row["lat"]), float(row["lon"]))
