"""Bringing the public lists of places into the database."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.db import connection, transaction

from commons.geography.choices import LocalityKind
from commons.geography.gazetteer import fold
from commons.geography.models import Landmark, Locality

# Said in SQL, which both databases understand: 57,000 objects take four times as long.
WRITE: Final = """
INSERT INTO geography_locality (
    code, kind, name, alternate_names, country, region, department, department_code, postcodes,
    timezone, population, latitude, longitude, search_keys, merged_into_id
) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (code) DO UPDATE SET
    kind = excluded.kind, name = excluded.name, alternate_names = excluded.alternate_names,
    country = excluded.country, region = excluded.region, department = excluded.department,
    department_code = excluded.department_code, postcodes = excluded.postcodes,
    timezone = excluded.timezone, population = excluded.population, latitude = excluded.latitude,
    longitude = excluded.longitude, search_keys = excluded.search_keys,
    merged_into_id = excluded.merged_into_id
"""


@transaction.atomic
def load_localities(*, rows: Iterable[dict[str, str]]) -> int:
    """Write places as the prepared list has them. A second time changes nothing."""
    former: list[dict[str, str]] = []
    with connection.cursor() as cursor:
        cursor.executemany(WRITE, list(values(present_before(former, rows), {})))
        codes = {row["merged_into"] for row in former}
        communes = Locality.objects.present().in_countries({"FR"}).values_list("code", "pk")
        ids = {code: pk for code, pk in communes if code in codes}
        cursor.executemany(WRITE, list(values(former, ids)))
    return Locality.objects.count()


def present_before(
    former: list[dict[str, str]], rows: Iterable[dict[str, str]]
) -> Iterator[dict[str, str]]:
    """What exists today; communes that were merged are put aside, for they point to these."""
    for row in rows:
        if row["kind"] == LocalityKind.FORMER:
            former.append(row)
        else:
            yield row


def values(
    rows: Iterable[dict[str, str]], ids: dict[str, int]
) -> Iterator[tuple[str | int | float | None, ...]]:
    """In the order of the statement."""
    for row in rows:
        names = [row["name"], *filter(None, row["alternate_names"].split("|"))]
        yield (
            *(row[field] for field in ("code", "kind", "name", "alternate_names", "country")),
            *(row[field] for field in ("region", "department", "department_code", "postcodes")),
            row["timezone"],
            int(row["population"]),
            float(row["latitude"]),
            float(row["longitude"]),
            "|".join(map(fold, names)),
            ids[row["merged_into"]] if row["merged_into"] else None,
        )


@transaction.atomic
def keep_landmarks(*, rows: Sequence[Landmark]) -> int:
    """Write each under its identifier, the last of two alike; how many were not there before."""
    latest = {row.identifier: row for row in rows}
    known = Landmark.objects.filter(identifier__in=latest).count()
    Landmark.objects.bulk_create(
        latest.values(),
        update_conflicts=True,
        unique_fields=["identifier"],
        update_fields=[
            *("kind", "name_fr", "name_en", "latitude", "longitude", "locality", "creator"),
            "updated_on",
        ],
    )
    return len(latest) - known
