"""`python -m commons.geography.prepare SOURCE` writes commons/geography/data, always alike."""

import csv
import io
import sys
from pathlib import Path

from commons.geography.prepare.files import write
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


if __name__ == "__main__":
    main(Path(sys.argv[1]))
