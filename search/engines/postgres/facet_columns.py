"""Values of facets that are counted together: a column of an offer for each drawer.

What an offer has in one drawer is a combination; many offers share each, so that counting groups by
few numbers and looks into the combinations afterwards. A facet of many values lies in two drawers.
A combination's number follows from what it holds, so that any process knows it without asking.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Final
from zlib import crc32

from hosting.offers.choices.lists import Facet

type Tags = frozenset[tuple[str, str]]  # facet and value

DRAWERS: Final = (
    (Facet.KIND, Facet.MEANS, Facet.CAUSE),
    (Facet.MODE, Facet.STATION),
    (Facet.LANGUAGE, Facet.COMMUNITY),
    (Facet.AREA, Facet.RIVER),
    (Facet.AMENITY,),
    (Facet.NEED,),
    (Facet.NEED,),
    (Facet.INTEREST,),
    (Facet.INTEREST,),
)
COLUMNS: Final = tuple(f"combo_{number}" for number in range(len(DRAWERS)))


@lru_cache(maxsize=10_000)
def facet_column(facet: Facet, value: str) -> int:
    """Where a value is kept: always in the same."""
    drawers = [number for number, facets in enumerate(DRAWERS) if facet in facets]
    return drawers[crc32(value.encode()) % len(drawers)]


def facet_column_values(tags: Mapping[Facet, frozenset[str]]) -> list[Tags]:
    """What an offer has in each drawer."""
    drawers: list[list[tuple[str, str]]] = [[] for _ in DRAWERS]
    for facet, values in tags.items():
        for value in values:
            drawers[facet_column(facet, value)].append((facet.value, value))
    return [frozenset(drawer) for drawer in drawers]


@lru_cache(maxsize=10_000)
def combination_id(tags: Tags) -> int:
    """63 bits of BLAKE2b."""
    tags_json = json.dumps(sorted(tags), ensure_ascii=False)
    return int.from_bytes(blake2b(tags_json.encode(), digest_size=8).digest()) >> 1
