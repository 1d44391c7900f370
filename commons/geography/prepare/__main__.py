"""`python -m commons.geography.prepare SOURCE` writes commons/geography/data, always alike."""

import csv
import gzip
import io
import sys
from pathlib import Path

from commons.geography.prepare.localities import COLUMNS, DATA, localities
from commons.geography.prepare.outlines import collections
from commons.geography.prepare.rivers import rivers


def main(source: Path) -> None:
    lines = io.StringIO()
    writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(localities(source / "geo-france-europe"))
    write(DATA / "localities.csv.gz", lines.getvalue())
    for name, text in collections(source):
        write(DATA / "outlines" / f"{name}.geojson.gz", text)
    write(DATA / "rivers.geojson.gz", rivers(source / "map-france-europe"))


def write(path: Path, text: str) -> None:
    """Compressed without a date, so that the same text gives the same bytes."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
