"""From published outlines to small ones, whose borders still fit each other."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from commons.geography.outlines import (
    FRANCE,
    Position,
    Ring,
    corners_of,
    cut_up,
    meet,
    outline_of,
    thin,
)
from core.values.geo import Box

type Shapes = list[tuple[str, str, list[list[Ring]]]]  # code, label, polygons

EUROPE: Final = Box(south=27.0, west=-32.0, north=72.0, east=50.0)


def collections(source: Path) -> Iterator[tuple[str, str]]:
    """Names of files and their GeoJSON."""
    geo, stays = source / "geo-france-europe", source / "stays-inside-airbnb"
    for name, shapes, tolerance, digits in (
        ("departments", shapes_of(geo / "departements_simplified.geojson.gz"), 0.002, 3),
        ("regions", shapes_of(geo / "regions_simplified.geojson.gz"), 0.008, 3),
        ("communes-37", shapes_of(geo / "communes_37_indre_et_loire.geojson.gz"), 0.0012, 4),
        ("bologna", shapes_of(stays / "bologna_neighbourhoods.geojson.gz"), 0.0005, 4),
        ("countries", countries(geo / "world_countries-50m.topojson.gz"), 0.02, 3),
    ):
        yield name, geojson(simplified(rounded(shapes, digits), tolerance))


def shapes_of(path: Path) -> Shapes:
    features = json.loads(gzip.decompress(path.read_bytes()))["features"]
    return [
        (
            str(properties.get("code", properties.get("neighbourhood"))),
            label_of(properties),
            polygons_of(feature["geometry"]),
        )
        for feature in features
        for properties in [feature["properties"]]
    ]


def label_of(properties: dict[str, Any]) -> str:
    return str(properties.get("nom") or properties["neighbourhood"])


def polygons_of(geometry: dict[str, Any]) -> list[list[Ring]]:
    many = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if many else [geometry["coordinates"]]
    return [[tuple((x, y) for x, y, *_ in ring) for ring in polygon] for polygon in polygons]


def countries(path: Path) -> Shapes:
    """Europe and what lies around it; of France, its lands in other seas too."""
    topology = json.loads(gzip.decompress(path.read_bytes()))
    arcs = [unpacked(arc, topology["transform"]) for arc in topology["arcs"]]
    shapes: Shapes = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = str(geometry.get("id", geometry["properties"]["name"]))
        many = geometry["type"] == "MultiPolygon"
        polygons = [
            [joined(ring, arcs) for ring in polygon]
            for polygon in (geometry["arcs"] if many else [geometry["arcs"]])
        ]
        near = [
            one
            for one in polygons
            if code == FRANCE or meet(outline_of("", "", (tuple(one),)).box, EUROPE)
        ]
        if near:
            shapes.append((code, geometry["properties"]["name"], near))
    return shapes


def unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """TopoJSON keeps steps between whole numbers."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    positions = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        positions.append((x * scale_x + left, y * scale_y + bottom))
    return tuple(positions)


def joined(ring: list[int], arcs: list[Ring]) -> Ring:
    """Arcs one after the other; a negative number walks backwards."""
    positions: list[Position] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        positions += arc[1:] if positions else arc
    return tuple(positions)


def rounded(shapes: Shapes, digits: int) -> Shapes:
    def snapped(ring: Ring) -> Ring:
        positions = [(round(x, digits), round(y, digits)) for x, y in ring]
        return (*tuple(dict.fromkeys(positions)), positions[0])

    return [
        (code, label, [[snapped(ring) for ring in polygon] for polygon in polygons])
        for code, label, polygons in shapes
    ]


def simplified(shapes: Shapes, tolerance: float) -> Shapes:
    """A border is thinned once, and lies alike in the areas on both its sides."""
    rings = [ring for _code, _label, polygons in shapes for polygon in polygons for ring in polygon]
    corners = corners_of(rings)
    thinned: Shapes = []
    for code, label, polygons in shapes:
        kept = [
            small
            for polygon in polygons
            if (
                small := [
                    r for ring in polygon if len(r := thin_ring(ring, corners, tolerance)) > 3
                ]
            )
        ]
        thinned.append((code, label, kept))
    return [shape for shape in thinned if shape[2]]


def thin_ring(ring: Ring, corners: set[Position], tolerance: float) -> Ring:
    pieces = [thin_piece(piece, tolerance) for piece in cut_up(ring, corners)]
    return (pieces[0][0], *(position for piece in pieces for position in piece[1:]))


def thin_piece(piece: Ring, tolerance: float) -> Ring:
    """In the same direction, whoever walks it."""
    if piece[0] <= piece[-1]:
        return thin(piece, tolerance)
    return thin(piece[::-1], tolerance)[::-1]


def geojson(shapes: Shapes) -> str:
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "label": label},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        for code, label, polygons in sorted(shapes)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
