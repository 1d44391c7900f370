"""`python -m emergency.activations.prepare SOURCE` writes data/hospitals.csv.gz, always alike."""

import csv
import gzip
import io
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

LIST: Final = Path("health-facilities-eu") / "hospitals_2020.csv.gz"
TARGET: Final = Path(__file__).parents[1] / "data" / "hospitals.csv.gz"
COLUMNS: Final = ("code", "name", "city", "postcode", "country", "latitude", "longitude")
FRENCH: Final = frozenset({"FR", "GP", "MQ", "GF", "RE", "PM", "YT"})
SMALL: Final = frozenset("A AU AUX D DE DES DU EN ET L LA LE LES OU PAR POUR SUR".split())  # noqa: SIM905
SHORT_WORDS: Final = frozenset({"ST", "STE"})
VOWELS: Final = frozenset("AEIOUYÀÂÉÈÊËÎÏÔÛÙŒÆ")
LONGEST_ABBREVIATION: Final = 4
ABBREVIATIONS: Final = frozenset(  # with a vowel, and still no words
    {
        *("ADO", "AP", "APHM", "APHP", "CHI", "CHIC", "CHIV", "CHU", "CHRU", "EPSM", "ETP", "EX"),
        *("GHU", "GTA", "HAD", "HIA", "HU", "IRM", "MGEN", "MAS", "SA", "SAS", "SOS", "UHSA"),
        "USLD",
    }
)
SHORTENED: Final = {
    "CTRE": "Centre",
    "HOP": "Hôpital",
    "HOSP": "Hospitalier",
    "GPT": "Groupement",
    "GRP": "Groupe",
}
NO_PLACE_OF_WORK: Final = re.compile(r"\bCDAG\b|d[ée]pist", re.IGNORECASE)  # screening


def main(source: Path) -> None:
    lines = io.StringIO()
    writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(hospitals(source / LIST), key=lambda row: row["code"]))
    TARGET.write_bytes(gzip.compress(lines.getvalue().encode(), 9, mtime=0))


def hospitals(path: Path) -> Iterator[dict[str, str]]:
    """Those of France with a place on the map, as one reads them; screening centres are none."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known = row["lat"] and row["lon"] and row["postcode"].strip()[:4].isdigit()
            name = row["hospital_name"] or row["site_name"]
            if row["cc"] in FRENCH and known and not NO_PLACE_OF_WORK.search(name):
                yield {
                    "code": row["id"],
                    "name": readable(name)[:160],
                    "city": readable(row["city"])[:80],
                    "postcode": row["postcode"].strip().zfill(5)[:5],
                    "country": "FR",
                    "latitude": f"{float(row['lat']):.5f}",
                    "longitude": f"{float(row['lon']):.5f}",
                }


def readable(name: str) -> str:
    """The registers write in capitals; a list that one searches with tired eyes doesn't."""
    return " ".join(
        re.sub(r"[^\W\d_]+", partial(_letters, first=not place), word)
        for place, word in enumerate(name.split())
    )


def _letters(found: re.Match[str], *, first: bool) -> str:
    word = found[0]
    if not word.isupper() or _is_abbreviation(word):
        return word
    if word in SMALL and not first:
        return word.lower()
    return SHORTENED.get(word) or word.capitalize()


def _is_abbreviation(word: str) -> bool:
    """CMP, CHRU and USLD are; PAYS and AUBE are words."""
    if word in SMALL | SHORT_WORDS | SHORTENED.keys() or len(word) > LONGEST_ABBREVIATION:
        return False
    return word in ABBREVIATIONS or len(word) == 1 or not VOWELS & set(word)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
