"""From published lines and areas to one small file for each region, and one for the wide view.

Each file is GeoJSON with its sources and licences inside. `kind` of a feature is `river`, `lake`,
`urban`, `railway` or `station`; `rank` is 1 for what is seen first. Names of towns are in the table
of localities.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Final

from commons.geography.layers import ATTRIBUTION, LICENCE, OVERVIEW, regions_of_layers
from commons.geography.outlines import Outline, Position, Ring, box_of, thin
from commons.geography.prepare.rivers import ONE_RIVER
from commons.geography.stations import COLUMNS
from core.values.geo import Box

type Feature = dict[str, Any]

LARGEST: Final = 40 * 1024  # bytes of a file on the wire
TOLERANCES: Final = (0.0008, 0.0012, 0.002, 0.003, 0.005, 0.008)  # degrees; the first that fits
OVERVIEW_TOLERANCES: Final = (0.01, 0.012, 0.014, 0.016, 0.02, 0.024)
DIGITS: Final = 4  # some ten metres
SEEN_FROM_AFAR: Final = {"lake": 0.1, "urban": 0.4, "railway": 0.12, "river": 0.0}  # degrees across
LONG, MIDDLING = 400, 150  # kilometres of a French river
SOURCES: Final = (
    {
        "kinds": "river",
        "source": "France: IGN, through cartogramR 1.5-1; elsewhere: Natural Earth 1:10m",
        "licence": "Licence Ouverte 2.0 (IGN); public domain (Natural Earth)",
    },
    {
        "kinds": "lake, urban",
        "source": "Natural Earth 1:10m, urban areas through mapcreator 905777b",
        "licence": "public domain",
    },
    {
        "kinds": "railway",
        "source": "SNCF Réseau, régime d'exploitation des lignes, April 2021",
        "licence": "ODbL 1.0",
    },
    {
        "kinds": "station",
        "source": "France: SNCF, liste des gares; Belgium: iRail; others: db-hafas-stations 2.0.0",
        "licence": "ODbL 1.0 (SNCF, OpenStreetMap); CC0 (iRail); CC BY 4.0 (DB InfraGO)",
    },
)


@dataclass(frozen=True, slots=True)
class Line:
    """A river or a railway, before it is cut. `name` may be empty."""

    kind: str
    name: str
    rank: int
    way: Ring


@dataclass(frozen=True, slots=True)
class Station:
    """`lines` is how many lines of the national network meet there; 0 where nobody says."""

    name: str
    country: str
    position: Position
    lines: int


@dataclass(slots=True)
class Region:
    """What lies in one region. Lines are not thinned yet."""

    code: str
    lines: dict[tuple[str, str, int], list[Ring]] = field(default_factory=lambda: defaultdict(list))
    areas: dict[tuple[str, str], list[list[Ring]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    stations: list[Station] = field(default_factory=list)


def layers(source: Path) -> Iterator[tuple[str, str]]:
    """Names of files and their GeoJSON. `source` is the folder of the map layers."""
    lines = [*rivers(source), *railways(source)]
    areas = [*lakes(source), *urban_areas(source)]
    yield OVERVIEW, smallest(overview_of(lines, areas), OVERVIEW_TOLERANCES)
    finder = RegionFinder(regions_of_layers())
    regions = {code: Region(code) for code in finder.codes}
    for line in lines:
        for code, piece in finder.pieces(line.way):
            regions[code].lines[line.kind, line.name, line.rank].append(piece)
    for kind, name, polygon in areas:
        if code := finder.region_of(middle_of(polygon[0])):
            regions[code].areas[kind, name].append(polygon)
    for station in stations(source):
        if code := finder.region_of(station.position):
            regions[code].stations.append(station)
    for region in regions.values():
        if region.lines:
            yield region.code, smallest(region, TOLERANCES)


class RegionFinder:
    """Which region a position lies in: those of France, and the countries around it."""

    def __init__(self, regions: Mapping[str, Outline]) -> None:
        self._regions = regions

    @property
    def codes(self) -> Iterable[str]:
        return self._regions

    def region_of(self, position: Position, *, first: str = "") -> str:
        """Empty where none is. `first` is tried before the others."""
        if first and holds(self._regions[first], position):
            return first
        return next((code for code, one in self._regions.items() if holds(one, position)), "")

    def pieces(self, way: Ring) -> Iterator[tuple[str, Ring]]:
        """A line cut where it passes from one region to the next.

        What lies in none belongs to the region before it: a mouth, a bank beyond the border.
        """
        codes: list[str] = []
        for position in way:
            last = codes[-1] if codes else ""
            codes.append(self.region_of(position, first=last) or last)
        start = 0
        for code, group in groupby(codes):
            end = start + len(list(group))
            piece = way[start : end + 1]  # up to the first point of the next
            if code and len(piece) > 1:
                yield code, piece
            start = end


def holds(outline: Outline, position: Position) -> bool:
    """Whether a position lies inside (even-odd rule, holes included)."""
    x, y = position
    box = outline.box
    if not (box.west <= x <= box.east and box.south <= y <= box.north):
        return False
    inside = False
    for ring in outline.rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def rivers(source: Path) -> Iterator[Line]:
    for feature in features_of(source / "rivers_wide.geojson.gz"):
        about = feature["properties"]
        name = about.get("name") or ""
        shown = next((names[0] for names in ONE_RIVER if name in names), name)
        for way in ways_of(feature["geometry"]):
            yield Line("river", shown, river_rank(about), way)


def river_rank(about: Mapping[str, Any]) -> int:
    """1 to 3: by its length in France, by Natural Earth's rank elsewhere."""
    if kilometres := about.get("km"):
        return 1 if kilometres >= LONG else 2 if kilometres >= MIDDLING else 3
    rank = float(about.get("rank") or 12)
    return 1 if rank <= 5 else 2 if rank <= 8 else 3


def railways(source: Path) -> Iterator[Line]:
    """High-speed lines first, then lines of two tracks, then the others."""
    for feature in features_of(source / "railways_wide.geojson.gz"):
        about = feature["properties"]
        double = "double voie" in (about.get("operation") or "").lower()
        rank = 1 if about.get("lgv") else 2 if double else 3
        for way in ways_of(feature["geometry"]):
            yield Line("railway", "", rank, way)


def lakes(source: Path) -> Iterator[tuple[str, str, list[Ring]]]:
    for feature in features_of(source / "lakes_wide.geojson.gz"):
        yield "lake", feature["properties"].get("name") or "", polygon_of(feature["geometry"])


def urban_areas(source: Path) -> Iterator[tuple[str, str, list[Ring]]]:
    for feature in features_of(source / "urban_wide.geojson.gz"):
        yield "urban", "", polygon_of(feature["geometry"])


def stations(source: Path) -> Iterator[Station]:
    """Where trains call. In Switzerland a name with a comma is that of a tram or bus stop."""
    with gzip.open(source / "stations.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not (row["country"] == "CH" and "," in row["name"]):
                lines = len(row["lines"].split("|")) if row["lines"] else 0
                position = (float(row["lon"]), float(row["lat"]))
                yield Station(row["name"], row["country"], position, lines)


def stations_csv(source: Path) -> str:
    """All stations by country and name, as `commons.geography.stations` reads them."""
    rows = sorted((one.country, one.name, one.position) for one in stations(source))
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    for country, name, (longitude, latitude) in rows:
        writer.writerow([name, country, round(latitude, DIGITS), round(longitude, DIGITS)])
    return lines.getvalue()


def overview_of(lines: Iterable[Line], areas: Iterable[tuple[str, str, list[Ring]]]) -> Region:
    """Long rivers, lines of two tracks, large lakes and towns."""
    overview = Region(OVERVIEW)
    for line in lines:
        if line.rank < 3 and extent_of(box_of(line.way)) >= SEEN_FROM_AFAR[line.kind]:
            overview.lines[line.kind, line.name, line.rank].append(line.way)
    for kind, name, polygon in areas:
        if extent_of(box_of(polygon[0])) > SEEN_FROM_AFAR[kind]:
            overview.areas[kind, name].append(polygon)
    return overview


def smallest(region: Region, tolerances: Sequence[float]) -> str:
    """GeoJSON with as many details as LARGEST allows; raises ValueError where none fit."""
    for tolerance in tolerances:
        text = geojson(region, tolerance)
        if len(gzip.compress(text.encode(), 9, mtime=0)) <= LARGEST:
            return text
    raise ValueError(f"{region.code} doesn't fit into {LARGEST} bytes.")


def geojson(region: Region, tolerance: float) -> str:
    """One feature for each river, lake and station, one for all railways of a rank."""
    features: list[Feature] = []
    for (kind, _name), polygons in sorted(region.areas.items()):
        kept = [thin_polygon(polygon, tolerance) for polygon in polygons]
        kept = [polygon for polygon in kept if polygon]
        if kept:
            features.append(feature({"kind": kind}, "MultiPolygon", kept))
    for (kind, name, rank), ways in sorted(region.lines.items()):
        about = {"kind": kind, "rank": rank} | ({"name": name} if name else {})
        thinned = sorted(rounded(thin(way, tolerance)) for way in ways)
        features.append(feature(about, "MultiLineString", [way for way in thinned if way]))
    for station in sorted(region.stations, key=lambda one: (one.name, one.position)):
        about = {"kind": "station", "rank": 1 if station.lines > 2 else 2, "name": station.name}
        features.append(feature(about, "Point", rounded((station.position,))[0]))
    collection = {
        "type": "FeatureCollection",
        "name": region.code,
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "sources": SOURCES,
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def feature(about: Mapping[str, Any], kind: str, coordinates: Any) -> Feature:
    return {
        "type": "Feature",
        "properties": about,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def thin_polygon(polygon: list[Ring], tolerance: float) -> list[Ring]:
    """The edge alone: no lake here has an island that would be seen."""
    edge = polygon[0]
    half = len(edge) // 2  # a closed ring has no chord of its own
    ring = rounded((*thin(edge[: half + 1], tolerance), *thin(edge[half:], tolerance)[1:]))
    return [ring] if len(ring) > 3 else []


def rounded(way: Iterable[Position]) -> Ring:
    """Without what falls together."""
    positions = ((round(x, DIGITS), round(y, DIGITS)) for x, y in way)
    return tuple(position for position, _same in groupby(positions))


def middle_of(ring: Ring) -> Position:
    box = box_of(ring)
    return (box.west + box.east) / 2, (box.south + box.north) / 2


def extent_of(box: Box) -> float:
    return max(box.east - box.west, box.north - box.south)


def features_of(path: Path) -> list[Feature]:
    features: list[Feature] = json.loads(gzip.decompress(path.read_bytes()))["features"]
    return features


def ways_of(geometry: Mapping[str, Any]) -> list[Ring]:
    many = geometry["type"] == "MultiLineString"
    ways = geometry["coordinates"] if many else [geometry["coordinates"]]
    return [tuple((x, y) for x, y, *_ in way) for way in ways]


def polygon_of(geometry: Mapping[str, Any]) -> list[Ring]:
    return [tuple((x, y) for x, y, *_ in ring) for ring in geometry["coordinates"]]
