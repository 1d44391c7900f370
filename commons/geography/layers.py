"""Rivers, lakes, built-up areas, railways and stations: read by region, cut to a box.

`data/layers` is written by the command `cut_map_layers`; the README beside it names the sources.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from commons.geography.gazetteer import words_of
from commons.geography.outlines import (
    PIXEL,
    RIM,
    Outline,
    Ring,
    box_of,
    meet,
    outlines,
    shorter,
    thin,
)
from core.values.geo import Box

FOLDER: Final = Path(__file__).parent / "data" / "layers"
OVERVIEW: Final = "overview"
ATTRIBUTION: Final = (
    "IGN; Natural Earth; SNCF (ODbL); iRail; DB InfraGO (CC BY 4.0); "
    "© OpenStreetMap contributors (ODbL)"
)
LICENCE: Final = "ODbL-1.0"  # of the file as a whole: some of its rows are under it
WIDE: Final = 6.0  # degrees: beyond, the overview is fine enough
SCALES: Final = {  # units of the drawing for a degree, from which a rank is shown
    "river": {1: 0.0, 2: 50.0, 3: 110.0},
    "railway": {1: 0.0, 2: 60.0, 3: 250.0},
    "station": {1: 450.0, 2: 450.0},
}
BLURRED: Final = 800.0  # the same, from which built-up areas are too coarse
COUNTRIES: Final = {  # ISO 3166-1: numeric as in the outlines, and in letters
    "056": "be",
    "276": "de",
    "380": "it",
    "442": "lu",
    "528": "nl",
    "724": "es",
    "756": "ch",
    "826": "gb",
}


class LayerKind(StrEnum):
    """In the order in which they are drawn."""

    URBAN = "urban"
    LAKE = "lake"
    RIVER = "river"
    RAILWAY = "railway"
    STATION = "station"


AREAS: Final = frozenset({LayerKind.URBAN, LayerKind.LAKE})


@dataclass(frozen=True, slots=True)
class LayerFeature:
    """Lines of a river or a railway, edges of an area, or the one position of a station."""

    kind: LayerKind
    rank: int
    name: str
    ways: tuple[Ring, ...]


@cache
def regions_of_layers() -> Mapping[str, Outline]:
    """Those of France by their codes (`fr-bretagne`), and countries around it (`be`)."""
    found = {"fr-" + "-".join(words_of(one.label)): one for one in outlines("regions")}
    for one in outlines("countries"):
        if one.code in COUNTRIES:
            found[COUNTRIES[one.code]] = one
    return found


def layers_in(box: Box, *, width: int, shown: int = 0) -> tuple[LayerFeature, ...]:
    """What of the layers lies in a box, no finer than a drawing of this width can show.

    `shown` is the width by which ranks are chosen, where the drawing may be enlarged later.
    """
    span = box.east - box.west
    wide, tall = RIM * span, RIM * (box.north - box.south)
    cutter = Box(box.south - tall, box.west - wide, box.north + tall, box.east + wide)
    tolerance = PIXEL * span / width
    found = []
    for name in [OVERVIEW] if span >= WIDE else regions_around(box):
        for feature in features_of(name):
            if not _is_seen(feature, (shown or width) / span):
                continue
            if ways := tuple(_cut(feature, cutter, tolerance)):
                found.append(LayerFeature(feature.kind, feature.rank, feature.name, ways))
    order = list(LayerKind)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), -one.rank)))


def regions_around(box: Box) -> list[str]:
    """Codes of the regions that a box touches and for which there are layers."""
    codes = [code for code, one in regions_of_layers().items() if meet(one.box, box)]
    return [code for code in codes if (FOLDER / f"{code}.geojson.gz").is_file()]


def _is_seen(feature: LayerFeature, scale: float) -> bool:
    if feature.kind == LayerKind.URBAN:
        return scale < BLURRED
    return scale >= SCALES.get(feature.kind, {}).get(feature.rank, 0.0)


def _cut(feature: LayerFeature, cutter: Box, tolerance: float) -> Iterator[Ring]:
    for way in feature.ways:
        if not meet(box_of(way), cutter):
            continue
        if feature.kind in AREAS:
            if ring := shorter(way, cutter, tolerance):
                yield ring
        elif len(way) == 1:
            yield way
        else:
            yield from (thin(piece, tolerance) for piece in pieces_in(way, cutter))


def pieces_in(way: Ring, box: Box) -> Iterator[Ring]:
    """What of a line lies in a box or crosses it; its ends may stand outside."""
    piece: list[tuple[float, float]] = []
    for before, after in pairwise(way):
        if meet(box_of((before, after)), box):
            piece = [*piece, after] if piece else [before, after]
        elif piece:
            yield tuple(piece)
            piece = []
    if piece:
        yield tuple(piece)


@lru_cache(maxsize=6)  # a megabyte each
def features_of(name: str) -> tuple[LayerFeature, ...]:
    """All of a region, by its code, or of the overview."""
    collection = json.loads(gzip.decompress((FOLDER / f"{name}.geojson.gz").read_bytes()))
    return tuple(
        LayerFeature(
            LayerKind(about["kind"]),
            about.get("rank", 1),
            about.get("name", ""),
            tuple(_ways(feature["geometry"])),
        )
        for feature in collection["features"]
        for about in [feature["properties"]]
    )


def _ways(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    coordinates = geometry["coordinates"]
    if geometry["type"] == "Point":
        yield ((coordinates[0], coordinates[1]),)
    elif geometry["type"] == "MultiPolygon":
        yield from (tuple((x, y) for x, y in polygon[0]) for polygon in coordinates)
    else:
        yield from (tuple((x, y) for x, y in way) for way in coordinates)
