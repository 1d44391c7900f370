"""The requests: our own as they stand, those of others by file, row and fingerprint only."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from bench.tools.public import public_file
from scripts.cli import RefusalError

FOLDER: Final = Path(__file__).parent
ELSEWHERE: Final = "queries-travel"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as somebody typed it, how we read it, and what fits it how well."""

    id: str
    language: str
    text: str
    ours: bool
    reading: Mapping[str, Any]
    grades: Mapping[str, int] = field(default_factory=dict)

    @property
    def relevant(self) -> frozenset[str]:
        """What answers the request: graded 2 or 3."""
        return frozenset(offer for offer, grade in self.grades.items() if grade > 1)


def requests(*, ours_only: bool = False) -> list[Request]:
    """All of them, or those that need nothing but this repository."""
    path = FOLDER / "grades.json"
    data = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    grades = {
        request: {offer: int(grade) for grade, offers in by_grade.items() for offer in offers}
        for request, by_grade in data.items()
    }
    found = []
    for row in json.loads((FOLDER / "requests.json").read_text(encoding="utf-8")):
        if "text" in row or not ours_only:
            ours = "text" in row
            if ours_only and not row["reading"].get("touraine"):
                continue
            text = row["text"] if ours else _elsewhere(row)
            found.append(
                Request(
                    row["id"],
                    row["language"],
                    text,
                    ours,
                    row["reading"],
                    grades.get(row["id"], {}),
                )
            )
    return found


def _elsewhere(row: dict[str, Any]) -> str:
    """The sentence from the file of others, with a place of ours in the place of theirs."""
    query: str = _rows(row["file"])[row["row"]]["query"]
    if fingerprint(query) != row["sha256"]:
        raise RefusalError(
            f"{row['file']}, row {row['row']}: this isn’t the request that was judged.",
            f"{row['file']}, ligne {row['row']} : ce n’est pas la recherche qui a été évaluée.",
        )
    query = query.replace("‚Äô", "’")
    for theirs, ours in row.get("instead", {}).items():
        query = query.replace(theirs, ours)
    return query


def fingerprint(text: str) -> str:
    """Enough of it to know the sentence again."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def _rows(name: str) -> list[dict[str, str]]:
    with public_file(ELSEWHERE, name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
