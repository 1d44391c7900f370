"""Bologna and Antwerp: published homes with the words of their hosts, read where they lie.

The words are CC BY 4.0 (Inside Airbnb) and stay out of the repository: hosts name themselves there.
"""

from __future__ import annotations

import csv
import gzip
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

from bench.corpora.originals import Original
from bench.tools.public import public_file
from core.values.geo import Point
from demo.preparing.listings import AMENITIES
from hosting.offers.choices.lists import LodgingKind, Means, OfferKind

FOLDER: Final = "stays-inside-airbnb"
FILES: Final = {
    "antwerp": "antwerp_2024-06-29_listings.csv.gz",
    "bologna": "bologna_2024-12-20_listings.csv.gz",
}
CALENDARS: Final = "antwerp_2024-06-29_calendar_intervals.csv.gz"
MONDAY: Final = date(2024, 6, 24)
AREAS: Final = {
    "antwerp": "Antwerp Anvers Antwerpen Flanders",
    "bologna": "Bologna Bologne Emilia-Romagna",
}
NEEDS: Final = {
    "workspace": "work",
    "kitchen": "kitchen",
    "cot": "cot",
    "high_chair": "cot",
    "bikes_lent": "bikes",
    "pets": "pets",
    "long_stays": "long",
    "courtyard": "quiet",
    "lift": "lift",
}
HOME: Final = re.compile(r"private room|shared room", re.IGNORECASE)
GUEST_ROOM: Final = re.compile(r"bed and breakfast|guesthouse", re.IGNORECASE)
UNUSUAL: Final = re.compile(r"boat|tiny|dome|treehouse|camper", re.IGNORECASE)
WORTH_READING: Final = 60  # characters: a shorter text says nothing


def cities() -> Iterator[Original]:
    """Every home with words of its own, Antwerp first."""
    for city in FILES:
        yield from homes_of(city)


def homes_of(city: str) -> Iterator[Original]:
    """In the order of the file."""
    path = public_file(FOLDER, FILES[city])
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            words = plain(row["description"])
            if len(words) >= WORTH_READING and int(row["minimum_nights"]) <= 31:
                amenities = row["amenities"]
                amenity_text = "\n".join(json.loads(amenities))
                patterns = AMENITIES | {"pool": r"\bpool\b", "step_free": r"step-free|wheelchair"}
                found = {
                    name
                    for name, pattern in patterns.items()
                    if re.search(pattern, amenity_text, re.I | re.M)
                }
                features = frozenset(found)
                around = plain(row["neighborhood_overview"])
                nights = row["maximum_nights"]
                yield Original(
                    id=f"{city}-{row['id']}",
                    kind=OfferKind.STAY,
                    sort=_sort(row),
                    language="en",
                    title=plain(row["name"])[:120],
                    words=f"{words} {around}".strip()[:2_000],
                    place=re.sub(r"\s+-\s+", "-", row["neighbourhood_cleansed"]),
                    area=AREAS[city],
                    point=Point(
                        round(float(row["latitude"]), 3), round(float(row["longitude"]), 3)
                    ),
                    sleeps=max(1, int(row["accommodates"])),
                    needs=frozenset(NEEDS[name] for name in features if name in NEEDS),
                    interests=frozenset(),
                    means=frozenset({Means.TRANSFER}),
                    home=bool(HOME.search(row["room_type"])),
                    features=features,
                    nights=(int(row["minimum_nights"]), int(nights) if int(nights) < 365 else 0),
                    taken=runs_of(row["id"]) if city == "antwerp" else (),
                )


def _sort(row: dict[str, str]) -> str:
    if GUEST_ROOM.search(row["property_type"]):
        return LodgingKind.GUEST_ROOM
    if UNUSUAL.search(row["property_type"]):
        return LodgingKind.UNUSUAL
    if "hotel" in row["property_type"].lower():
        return LodgingKind.HOTEL
    return LodgingKind.IN_HOME if HOME.search(row["room_type"]) else LodgingKind.FURNISHED


def plain(text: str) -> str:
    """Without markup, entities and the marks of what was taken out."""
    text = re.sub(r"<[^>]*>|\[removed\]", " ", text or "")
    return re.sub(r"\s+", " ", html.unescape(text)).strip()


def runs_of(listing: str) -> tuple[tuple[int, int], ...]:
    """The nights that weren't free: day counted from a Monday, and how many."""
    return calendars().get(listing, ())


@cache
def calendars() -> dict[str, tuple[tuple[int, int], ...]]:
    """Of each home in Antwerp, what its real calendar said for a year."""
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    path = public_file(FOLDER, CALENDARS)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            runs = taken[row["listing_id"]]
            if row["available"] == "f":
                day = (date.fromisoformat(row["date_from"]) - MONDAY) // timedelta(days=1)
                if runs and sum(runs[-1]) == day:
                    runs[-1] = (runs[-1][0], runs[-1][1] + int(row["nights"]))
                else:
                    runs.append((day, int(row["nights"])))
    return {listing: tuple(runs) for listing, runs in taken.items()}
