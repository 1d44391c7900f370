"""What every object of the tourist offices of Touraine has: its source, its words, its place."""

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.files.datatourisme.opening_hours import opening_periods
from demo.preparing.texts import excerpt, titled
from demo.records import Hours

type Poi = dict[str, Any]

POIS = "activities-datatourisme/poi_touraine_2020-10.jsonl.gz"
COMMUNES = "geo-france-europe/communes_2026.csv.gz"
TOURAINE = {"36", "37", "41", "72"}


class Atlas:
    """Official names of the communes, so that an old spelling does no harm."""

    def __init__(self, source: Path) -> None:
        with gzip.open(source / COMMUNES, "rt", encoding="utf-8") as lines:
            self.names = {row["insee"]: row["nom"] for row in csv.DictReader(lines)}

    def knows(self, poi: Poi) -> bool:
        code = insee(poi)
        return code in self.names and code[:2] in TOURAINE


def pois(source: Path) -> Iterator[Poi]:
    """The objects as they came, in a fixed order."""
    with gzip.open(source / POIS, "rt", encoding="utf-8") as lines:
        yield from sorted(map(json.loads, lines), key=lambda poi: str(poi["@id"]))


def found(poi: Poi, atlas: Atlas) -> dict[str, Any]:
    """The fields that all prepared records share."""
    where = poi["isLocatedAt"][0]
    address = where["schema:address"][0]
    return {
        "id": poi["@id"].rsplit("/", 1)[-1],
        "creator": poi["hasBeenCreatedBy"]["schema:legalName"],
        "updated": poi["lastUpdate"],
        "title": titled(_first(poi["rdfs:label"].get("fr"))),
        "title_en": titled(_first(poi["rdfs:label"].get("en"))),
        "words": words(poi, "fr"),
        "words_en": words(poi, "en"),
        "insee": insee(poi),
        "commune": atlas.names[insee(poi)],
        "postcode": _first(address["schema:postalCode"]),
        "lat": round(float(where["schema:geo"]["schema:latitude"]), 5),
        "lon": round(float(where["schema:geo"]["schema:longitude"]), 5),
        "step_free": poi.get("reducedMobilityAccess"),
    }


def insee(poi: Poi) -> str:
    address = poi["isLocatedAt"][0]["schema:address"][0]
    return str(address["hasAddressCity"][0]["insee"])


def words(poi: Poi, language: str) -> str:
    """The long description; the short one where cleaning leaves nothing of it."""
    parts = [
        text
        for part in poi.get("hasDescription", [])
        for text in part.get("dc:description", {}).get(language, [])
    ]
    label = _first(poi["rdfs:label"].get("fr"))
    short = _first(poi.get("rdfs:comment", {}).get(language))
    long = excerpt(max(parts, key=len, default=""), title=label)
    return long if len(long) > 40 else excerpt(short, title=label)


def names(poi: Poi, key: str) -> tuple[str, ...]:
    """The last part of the identifiers under a key: `kb:Cheese` is `Cheese`."""
    found_names = {
        str(item["@id"]).rsplit(":", 1)[-1] for item in poi.get(key, []) if "@id" in item
    }
    return tuple(sorted(found_names))


def reviews(poi: Poi) -> tuple[str, ...]:
    """Labels and stars, as their keeper names them."""
    values = [review.get("hasReviewValue", {}) for review in poi.get("hasReview", [])]
    labels = {_first(value.get("rdfs:label", {}).get("fr")) for value in values}
    return tuple(sorted(label for label in labels if label and "Covid" not in label))


def prices(poi: Poi) -> Iterator[tuple[str, float]]:
    """Each published price with its policy, `` where none is said."""
    for offer in poi.get("offers", []):
        for price in offer.get("schema:priceSpecification", []):
            policies = price.get("hasEligiblePolicy") or {}
            first = policies[0] if isinstance(policies, list) else policies
            amount = _first(price.get("schema:minPrice"))
            if amount or first:
                yield str(first.get("@id", "")).rsplit(":", 1)[-1], float(amount or 0)


def hours(poi: Poi) -> tuple[Hours, ...]:
    """When one may come: lines that don't overlap, without the year."""
    rows = poi["isLocatedAt"][0].get("schema:openingHoursSpecification", [])
    return tuple(
        (
            "".join(map(str, period.weekdays)),
            f"{period.opens:%H:%M}",
            f"{period.closes:%H:%M}",
            *(period.season or (0, 0)),
        )
        for period in opening_periods(rows)
    )


def _first(value: Any) -> str:
    if isinstance(value, list):
        return str(value[0]) if value else ""
    return str(value) if value else ""
