"""City lodgings: facts and calendars. Names, words and identifiers of real hosts stay behind."""

import csv
import gzip
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from demo.records import Listing

FOLDER = "stays-inside-airbnb"
ANTWERP = "antwerp_2024-06-29_listings.csv.gz"
CALENDARS = "antwerp_2024-06-29_calendar_intervals.csv.gz"
BOLOGNA = "bologna_2024-12-20_listings.csv.gz"
MONDAY = date(2024, 6, 24)  # before the first day of the calendars: offsets keep their weekday
LAST_DAY = 364

HOMES = {
    "loft": "loft",
    "townhouse": "house",
    "home": "house",
    "villa": "house",
    "cottage": "house",
    "boat": "boat",
    "bed and breakfast": "guesthouse",
    "guesthouse": "guesthouse",
    "farm": "farm",
    "tiny": "tiny",
}
AMENITIES = {
    "wifi": r"wifi",
    "kitchen": r"^kitchen$",
    "workspace": r"dedicated workspace",
    "washer": r"washer",
    "lift": r"^elevator$",
    "garden": r"backyard|garden view",
    "terrace": r"patio or balcony",
    "bikes_lent": r"^bikes$",
    "parking": r"free .*parking",
    "paid_parking": r"paid .*parking",
    "cot": r"\bcrib",
    "high_chair": r"high chair",
    "toys": r"books and toys",
    "breakfast": r"^breakfast",
    "books": r"books and reading",
    "piano": r"^piano$",
    "records": r"record player",
    "fireplace": r"fireplace",
    "bath": r"^bathtub$",
    "own_entrance": r"private entrance",
    "one_storey": r"single level home",
    "water_view": r"waterfront|river view|lake",
    "park_view": r"park view",
    "courtyard": r"courtyard view",
    "skyline": r"skyline view",
    "pets": r"pets allowed",
    "air": r"air conditioning|^AC\b",
    "dishwasher": r"dishwasher",
    "board_games": r"board games",
    "room_lock": r"lock on bedroom",
    "charging": r"ev charger",
    "long_stays": r"long term stays",
    "greets": r"host greets you",
}


def antwerp(source: Path, count: int = 320) -> list[Listing]:
    """Listings of Antwerp with what their real calendar said."""
    # For each listing the runs of nights that were not free, as day and length.
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    with gzip.open(source / FOLDER / CALENDARS, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["available"] == "f":
                # Add an interval; one that goes on from the last makes it longer.
                runs = taken[row["listing_id"]]
                day = (date.fromisoformat(row["date_from"]) - MONDAY) // timedelta(days=1)
                nights = min(int(row["nights"]), LAST_DAY - day)
                if runs and sum(runs[-1]) == day:
                    runs[-1] = (runs[-1][0], runs[-1][1] + nights)
                elif nights > 0:
                    runs.append((day, nights))
    rows = (
        row
        for row in _rows(source, ANTWERP)
        if 45 <= sum(nights for _day, nights in taken[row["id"]]) <= 320
    )
    return [
        _listing(row, f"antwerp-{number:03}", tuple(taken[row["id"]]))
        for number, row in enumerate(_chosen(rows, count), 1)
    ]


def bologna(source: Path, count: int = 120) -> list[Listing]:
    """Listings of Bologna. Their calendar was not published."""
    chosen = _chosen(_rows(source, BOLOGNA), count)
    return [_listing(row, f"bologna-{number:03}") for number, row in enumerate(chosen, 1)]


def _rows(source: Path, name: str) -> Iterator[dict[str, str]]:
    """Homes that are told of in full, of human size, for short stays, and no hotel."""
    with gzip.open(source / FOLDER / name, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            is_whole = row["price"] and row["bedrooms"] and row["beds"] and row["bathrooms_text"]
            if (
                is_whole
                and row["room_type"] in ("Entire home/apt", "Private room")
                and 1 <= int(row["accommodates"]) <= 10
                and 1 <= int(row["minimum_nights"]) <= 14
                and 18 <= _price(row) <= 260
                and len(json.loads(row["amenities"])) >= 8
                and "hotel" not in row["property_type"]
            ):
                yield row


def _chosen(rows: Iterable[dict[str, str]], count: int) -> list[dict[str, str]]:
    """At most one home a host; rooms in somebody's home first, up to half; stable."""
    one_each = {row["host_id"]: row for row in sorted(rows, key=_shuffled, reverse=True)}
    shuffled = sorted(one_each.values(), key=_shuffled)
    rooms = [row for row in shuffled if row["room_type"] == "Private room"][: count // 2]
    homes = [row for row in shuffled if row["room_type"] != "Private room"]
    return sorted([*rooms, *homes[: count - len(rooms)]], key=_shuffled)


def _shuffled(row: dict[str, str]) -> str:
    return hashlib.sha256(row["id"].encode()).hexdigest()


def _listing(row: dict[str, str], ref: str, taken: tuple[tuple[int, int], ...] = ()) -> Listing:
    text = row["property_type"].lower()
    amenity_names = json.loads(row["amenities"])
    baths = re.match(r"[\d.]+", row["bathrooms_text"])
    return Listing(
        id=ref,
        area=re.sub(r"\s+-\s+", "-", row["neighbourhood_cleansed"]),
        lat=round(float(row["latitude"]), 4),
        lon=round(float(row["longitude"]), 4),
        home=next((home for word, home in HOMES.items() if word in text), "flat"),
        whole=row["room_type"] == "Entire home/apt",
        sleeps=int(row["accommodates"]),
        bedrooms=max(1, int(float(row["bedrooms"]))),
        beds=max(1, int(float(row["beds"]))),
        baths=baths.group() if baths else "0.5",
        shared_bath="shared" in row["bathrooms_text"].lower(),
        night=f"{_price(row):.0f}",
        least_nights=int(row["minimum_nights"]),
        most_nights=min(int(row["maximum_nights"]), 365),
        amenities=tuple(
            name
            for name, pattern in AMENITIES.items()
            if any(re.search(pattern, item, re.IGNORECASE) for item in amenity_names)
        ),
        taken=taken,
    )


def _price(row: dict[str, str]) -> float:
    return float(re.sub(r"[^\d.]", "", row["price"]))
