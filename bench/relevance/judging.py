"""The rule of judgement, as far as it can be computed: README.md beside this says it in words.

A reading says what a request asks for. `kinds`, `at`, `sleeps`, `needs`, `means` are facts of an
offer; `sorts` says how well each sort of lodging answers at best; `must` and `wish` are what its
words have to tell, as patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from bench.corpora.originals import Original
from core.values.geo import Point

PERFECT, GOOD, PARTLY, WRONG = 3, 2, 1, 0
FARTHER: Final = 2  # times the wished distance: still of some use
NEED_PATTERNS: Final = {  # what words tell of a need where no survey does
    "pets": r"animaux (accept|bienvenu|admis)|chiens? (accept|admis|bienvenu)"
    r"|pets? (are )?(allowed|welcome|friendly)|dogs? (are )?(allowed|welcome)",
    "step-free": r"plain-pied|mobilité réduite|wheelchair|handicap|ground floor|\blift\b|elevator"
    r"|rez-de-chaussée|rez-de-jardin|single level",
    "kitchen": r"kitchen|cuisine équipée|kitchenette|coin cuisine",
    "cot": r"\bcrib|\bcot\b|lit bébé|baby bed",
    "bikes": r"garage à vélo|abri.{0,10}vélo|local.{0,10}vélo"
    r"|(store|storage|park).{0,20}bi(kes|cycles)",
    "work": r"\bdesk\b|workspace|work(ing)? space|smart ?working|remote work",
}


def grade(reading: Mapping[str, Any], offer: Original) -> int:
    """From 3, everything that is asked, down to 0."""
    if offer.kind not in reading["kinds"]:
        return WRONG
    # Of several places one is enough.
    places = reading.get("at", [])
    places = places if isinstance(places, list) else [places]
    best = min(
        reading.get("sorts", {}).get(offer.sort, WRONG) if "sorts" in reading else PERFECT,
        max((_distance(place, offer) for place in places), default=PERFECT),
        PERFECT if offer.sleeps >= reading.get("sleeps", 1) else WRONG,
        _facts(reading, offer),
    )
    return min(best, _words(reading, offer))


def _distance(place: Mapping[str, Any], offer: Original) -> int:
    metres = offer.point.distance_to(Point(*place["point"]))
    wished = place["km"] * 1_000
    if metres <= wished:
        return PERFECT
    return PARTLY if metres <= wished * FARTHER else WRONG


def _facts(reading: Mapping[str, Any], offer: Original) -> int:
    """A need that nobody tells of may still be met: somebody would have to ask."""
    text = _full_text(offer)
    for need in reading.get("needs", ()):
        if need not in offer.needs and not _matches(NEED_PATTERNS[need], text):
            return PARTLY if len(reading["needs"]) == 1 else WRONG
    missing = set(reading.get("means", ())) - offer.means
    return PARTLY if missing else PERFECT


def _words(reading: Mapping[str, Any], offer: Original) -> int:
    text = _full_text(offer)
    must = [_matches(pattern, text) for pattern in reading.get("must", ())]
    if must and not all(must):
        return PARTLY if any(must) else WRONG
    wish = [_matches(pattern, text) for pattern in reading.get("wish", ())]
    return PERFECT if all(wish) else GOOD


def _full_text(offer: Original) -> str:
    return f"{offer.title}\n{offer.words}\n{offer.sort}"


def _matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def scan(reading: Mapping[str, Any], offers: Iterable[Original]) -> dict[str, int]:
    """Every offer that is worth anything."""
    grades = {offer.id: grade(reading, offer) for offer in offers}
    return {offer: worth for offer, worth in grades.items() if worth}
