"""Hard cases of our own: what a text names, and what looks as if it named a place."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from bench.relevance.titles import FAR, TOURAINE
from hosting.offers.choices.lists import Facet
from search.query.query_parser import parse_query

FILE: Final = Path(__file__).with_name("hard_cases.csv")


def hard_cases() -> list[tuple[str, str]]:
    """Texts, and what has to be heard: `town:Tours`, `area:fr-37`, `river:loire` or nothing."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return [(row["text"], row["heard"]) for row in csv.DictReader(lines)]


def heard_in(text: str) -> str:
    """By a house in Touraine, in the words of the list."""
    understood = parse_query(text, has_offers=lambda at: TOURAINE.distance_to(at) <= FAR)
    meanings = [f"town:{near.name}" for near in understood.near]
    for facet in (Facet.AREA, Facet.RIVER):
        meanings += [f"{facet.value}:{code}" for code in sorted(understood.chosen.get(facet, ()))]
    return " ".join(meanings)
