"""Bringing the public list of hospitals into the database."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from emergency.models import Hospital

OVERSEAS = "97"
FIELDS = ("name", "city", "postcode", "department_code", "latitude", "longitude")


@transaction.atomic
def load_hospitals(*, rows: Iterable[Mapping[str, str]]) -> int:
    """Write them as the list has them. A second time changes nothing."""
    hospitals = [
        Hospital(
            code=row["code"],
            name=row["name"],
            city=row["city"],
            postcode=row["postcode"],
            department_code=department_of(row["postcode"]),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
        )
        for row in rows
    ]
    Hospital.objects.bulk_create(
        hospitals,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=FIELDS,
        batch_size=500,
    )
    return Hospital.objects.count()


def department_of(postcode: str) -> str:
    """Two signs of the postcode; three overseas; Corsica by its halves."""
    if postcode.startswith(OVERSEAS):
        return postcode[:3]
    if postcode.startswith("20"):
        return "2A" if postcode < "20200" else "2B"
    return postcode[:2]
