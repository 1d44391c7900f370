"""Departments, regions and countries: their codes, and the names by which people ask for them.

`data/areas.csv` is written by hand over the departments and regions of `localities.csv.gz`, with
what English calls them and old provinces that people still name. Countries are named by Babel.
A code is that of ISO 3166-1 in small letters (`fr`), with a department or a region behind it
(`fr-37`, `fr-bretagne`): it can stand in an address and in an index.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from babel import Locale

from commons.geography.gazetteer import words_of

FILE: Final = Path(__file__).parent / "data" / "areas.csv"
COUNTRIES: Final = (  # of the list of localities
    *("AD", "AL", "AT", "AX", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "EE", "ES"),
    *("FI", "FO", "FR", "GB", "GG", "GI", "GR", "HR", "HU", "IE", "IM", "IS", "IT", "JE", "LI"),
    *("LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "RU"),
    *("SE", "SI", "SJ", "SK", "SM", "UA", "VA", "XK"),
)


class AreaKind(StrEnum):
    """`historic` is made of several departments."""

    REGION = "region"
    DEPARTMENT = "department"
    HISTORIC = "historic"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Area:
    """What a name stands for; one of `codes` is enough to lie in it."""

    kind: AreaKind
    codes: frozenset[str]
    name: str
    english: str
    other_names: tuple[str, ...] = ()

    @property
    def names(self) -> Iterable[str]:
        return dict.fromkeys((self.name, self.english, *self.other_names))


@cache
def areas() -> tuple[Area, ...]:
    """Regions first, countries last."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        found = [
            Area(
                AreaKind(row["kind"]),
                frozenset(row["codes"].split()),
                row["name"],
                row["english"],
                tuple(filter(None, row["other_names"].split("|"))),
            )
            for row in csv.DictReader(lines)
        ]
    for code in COUNTRIES:
        french, english = (str(Locale.parse(name).territories[code]) for name in ("fr", "en"))
        found.append(Area(AreaKind.COUNTRY, frozenset({code.lower()}), french, english))
    return tuple(found)


@cache
def areas_by_name() -> Mapping[str, tuple[Area, ...]]:
    """By folded words with spaces between: a name may be that of a region and a department."""
    found: dict[str, tuple[Area, ...]] = {}
    for area in areas():
        for key in {" ".join(words_of(name)) for name in area.names}:
            found[key] = (*found.get(key, ()), area)
    return found


@cache
def area_labels(language: str) -> Mapping[str, str]:
    """Codes and names in a language of the site, as a page shows them."""
    return {
        code: area.english if language == "en" else area.name
        for area in areas()
        if area.kind != AreaKind.HISTORIC
        for code in area.codes
    }


def area_codes(*, country: str, region: str, department_code: str) -> frozenset[str]:
    """Of everything that a locality lies in."""
    code = country.lower()
    parts = ["-".join(words_of(region)), department_code.lower()]
    return frozenset({code, *(f"{code}-{part}" for part in parts if part)})
