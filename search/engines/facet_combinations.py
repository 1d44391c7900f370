"""Values of a facet that stand together on many offers: counted once for all of them.

A combination has a number that follows from what it holds, so that any process knows it without
asking: 63 bits of BLAKE2b.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from hosting.offers.choices.lists import Facet


def combination_of(facet: Facet, values: Iterable[str]) -> tuple[int, str]:
    """Its number, and its values as they are stored."""
    values_json = json.dumps(sorted(values), ensure_ascii=False)
    digest = blake2b(f"{facet.value} {values_json}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 1, values_json


def count_values(
    counts: Mapping[Facet, Counter[int]], values: Mapping[int, Sequence[str]]
) -> dict[Facet, dict[str, int]]:
    """From combinations to the values in them."""
    totals: dict[Facet, dict[str, int]] = {}
    for facet, counter in counts.items():
        found: Counter[str] = Counter()
        for combo, count in counter.items():
            for value in values[combo]:
                found[value] += count
        totals[facet] = dict(found)
    return totals


def readable(found: Iterable[Iterable[tuple[int, str]]]) -> dict[int, list[str]]:
    """Numbers and the values that were stored with them."""
    return {number: json.loads(values_json) for part in found for number, values_json in part}
