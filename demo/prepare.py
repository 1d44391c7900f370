"""Make the small files of `demo/data` from the public data: `python -m demo.prepare SOURCE`."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from demo.preparing import books, listings, lodgings, photos, touraine, visits
from demo.records import Found, Listing, write_records

DATA = Path(__file__).parent / "data"


def prepare(source: Path, data: Path) -> dict[str, int]:
    """Write every prepared file. The same source gives the same bytes. Returns the counts."""
    (data / "prepared").mkdir(parents=True, exist_ok=True)
    atlas = touraine.Atlas(source)
    pois = [poi for poi in touraine.pois(source) if atlas.knows(poi)]
    records: dict[str, Sequence[Found | Listing]] = {
        "touraine_stays": list(lodgings.lodgings(pois, atlas)),
        "touraine_activities": list(visits.activities(pois, atlas)),
        "touraine_products": list(visits.products(pois, atlas)),
        "touraine_tips": list(visits.tips(pois, atlas)),
        "antwerp_stays": listings.antwerp(source),
        "bologna_stays": listings.bologna(source),
    }
    return {
        name: write_records(data / "prepared" / f"{name}.jsonl", rows)
        for name, rows in records.items()
    }


def prepare_photos(source: Path, data: Path) -> int:
    """Write the photographs and the list that describes them. Returns how many."""
    (data / "photos").mkdir(parents=True, exist_ok=True)
    wanted = photos.photographs(data / "written" / "photos.json")
    reduced = photos.reduce(source, wanted, data / "photos")
    text = json.dumps(reduced, ensure_ascii=False, indent=1) + "\n"
    (data / "prepared" / "photos.json").write_text(text, encoding="utf-8")
    return len(reduced)


def prepare_books(source: Path, data: Path) -> int:
    """Write the chapters of two old books. Returns how many books."""
    result = books.books(source, data / "written" / "books.json")
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    (data / "prepared" / "books.json").write_text(text, encoding="utf-8")
    return len(result)


def main(arguments: list[str]) -> int:
    """Prepare everything from the folder named on the command line."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        sys.stderr.write(
            "Usage: python -m demo.prepare ../shared/data (the folder of the public data)\n"
        )
        return 2
    counts = prepare(Path(arguments[0]), DATA)
    counts["photographs"] = prepare_photos(Path(arguments[0]), DATA)
    counts["books"] = prepare_books(Path(arguments[0]), DATA)
    sys.stdout.write("".join(f"{count:6} {name}\n" for name, count in counts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
