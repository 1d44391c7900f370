"""Bringing the public list of hospitals into the database."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from commons.geography.gazetteer import fold
from commons.geography.models import Locality
from emergency.activations.models.places import Hospital

OVERSEAS = "97"
NEEDED: Final = ("code", "name", "city", "postcode", "latitude", "longitude")
FIELDS = ("name", "city", "postcode", "department_code", "latitude", "longitude")


class UnfitRowError(Exception):
    """A row that can't be a hospital, by the line of its file."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")


@transaction.atomic
def load_hospitals(*, rows: Iterable[Mapping[str, str]]) -> int:
    """Write them as the list has them, and return how many are known.

    A town that the gazetteer knows is written as there, with its accents: Joué-lès-Tours. A second
    time changes nothing. Rows begin at line 2, below their header. Raises UnfitRowError for the
    first that is unfit; nothing is written then.
    """
    hospitals: dict[str, Hospital] = {}
    towns = _towns()
    for line, row in enumerate(rows, start=2):
        if broken := [name for name in NEEDED if "\0" in row[name]]:
            raise UnfitRowError(line, f"{broken[0]} contains a null character")
        city, postcode = row["city"].strip(), row["postcode"].strip()
        department = department_of(postcode)
        hospital = Hospital(
            code=row["code"].strip(),
            name=row["name"].strip(),
            city=towns.get((department, fold(city)), city),
            postcode=postcode,
            department_code=department,
            latitude=_degrees(row, "latitude", 90, line),
            longitude=_degrees(row, "longitude", 180, line),
        )
        try:
            hospital.full_clean(validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            name, messages = next(iter(error.message_dict.items()))
            raise UnfitRowError(line, f"{name}: {messages[0]}") from error
        if hospital.code in hospitals:
            raise UnfitRowError(line, f"the code {hospital.code} appears twice")
        hospitals[hospital.code] = hospital
    Hospital.objects.bulk_create(
        hospitals.values(),
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=FIELDS,
        batch_size=500,
    )
    return Hospital.objects.count()


def _towns() -> dict[tuple[str, str], str]:
    """Communes of France by department and folded name."""
    rows = Locality.objects.present().in_countries(["FR"]).exclude(department_code="")
    return {
        (department, fold(name)): name
        for department, name in rows.values_list("department_code", "name")
    }


def _degrees(row: Mapping[str, str], name: str, most: int, line: int) -> float:
    """With a point or, as French programs write it, a comma."""
    try:
        degrees = float(row[name].replace(",", "."))
    except ValueError:
        degrees = math.nan
    if not abs(degrees) <= most:
        raise UnfitRowError(line, f"{name} is {row[name][:40]!r}")
    return degrees


def department_of(postcode: str) -> str:
    """Two signs of the postcode; three overseas; Corsica by its halves."""
    if postcode.startswith(OVERSEAS):
        return postcode[:3]
    if postcode.startswith("20"):
        return "2A" if postcode < "20200" else "2B"
    return postcode[:2]
