"""Titles of homes as questions: a place that is heard in one should be where the home lies.

Nobody searches by the title of a home, and that is the point: titles are full of words that are
also names of towns somewhere in Europe. The homes are those of Inside Airbnb (CC BY 4.0) and lie
beside the checkout.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bench.tools.public import public_file
from core.values.geo import Point
from search.query.query_parser import parse_query

FOLDER: Final = "stays-inside-airbnb"
FILES: Final = {
    "antwerp": "antwerp_2024-06-29_listings.csv.gz",
    "bologna": "bologna_2024-12-20_listings.csv.gz",
    "bordeaux": "bordeaux_2021-12-11_summary.csv.gz",
    "geneva": "geneva_2021_summary.csv.gz",
}
CENTRES: Final = {
    "antwerp": Point(51.22, 4.40),
    "bologna": Point(44.49, 11.34),
    "bordeaux": Point(44.84, -0.58),
    "geneva": Point(46.20, 6.15),
}
TOURAINE: Final = Point(47.3, 0.9)
FAR: Final = 60_000  # metres from the home


@dataclass(frozen=True, slots=True)
class Title:
    """What a host calls a home, and where it lies."""

    text: str
    point: Point


@dataclass(frozen=True, slots=True)
class Hearing:
    """How many of so many titles were heard as places, and how many with one far away."""

    titles: int
    heard: int
    far: int

    @property
    def share_far(self) -> float:
        """Of all titles."""
        return self.far / self.titles if self.titles else 0.0


def titles_of(city: str) -> Iterator[Title]:
    """Each title once, in the order of the file. Raises RefusalError where the file is missing."""
    seen: set[str] = set()
    path = public_file(FOLDER, FILES[city])
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["name"] not in seen:
                seen.add(row["name"])
                point = Point(float(row["latitude"]), float(row["longitude"]))
                yield Title(row["name"], point)


def hear(titles: Sequence[Title], *, house: Point) -> Hearing:
    """As a house hears them whose offers lie around one point."""
    heard = far = 0
    for title in titles:
        places = parse_query(title.text, has_offers=lambda at: house.distance_to(at) <= FAR).near
        heard += bool(places)
        far += any(near.point.distance_to(title.point) > FAR for near in places)
    return Hearing(len(titles), heard, far)
