"""Land below a map that can be moved."""

import math
from typing import Any, Final

from django.urls import reverse

from commons.geography.layers import (
    AREAS,
    ATTRIBUTION,
    LICENCE,
    LayerFeature,
    LayerKind,
    layers_in,
)
from commons.geography.models import Locality
from commons.geography.outlines import land_in
from core.values.geo import Box

MOST_TOWNS: Final = 300  # of a box: villages too, where it is small
SHOWN: Final = 900  # of them at first sight: no more rivers and railways than that has room for
SHEET: Final = 1_600  # units of a moving map: twice a screen, for those who come closer


def land_features(box: Box) -> dict[str, Any]:
    """GeoJSON for the moving map; `name` is how it is painted."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": "land"},
            "geometry": {"type": "MultiPolygon", "coordinates": to_three_digits(area.polygons)},
        }
        for area in land_in(box, width=SHEET)
    ]
    return {"type": "FeatureCollection", "features": features}


def layer_features(box: Box) -> dict[str, Any]:
    """GeoJSON of waters, railways, stations and towns. One read, for the towns.

    `kind` and `rank` say how a feature is painted; towns come in the order of their inhabitants.
    """
    features = [_feature_of(layer) for layer in layers_in(box, width=SHEET, shown=SHOWN)]
    largest = Locality.objects.present().inside(box).order_by("-population", "pk")
    for name, latitude, longitude in largest.values_list("name", "latitude", "longitude")[
        :MOST_TOWNS
    ]:
        about = {"kind": "town", "name": name}
        features.append(_feature(about, "Point", to_three_digits([longitude, latitude])))
    return {
        "type": "FeatureCollection",
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "features": features,
    }


def _feature_of(layer: LayerFeature) -> dict[str, Any]:
    about = {"kind": str(layer.kind), "rank": layer.rank}
    if layer.name and layer.kind not in AREAS:
        about["name"] = layer.name
    ways: Any = to_three_digits(layer.ways)
    if layer.kind == LayerKind.STATION:
        return _feature(about, "Point", ways[0][0])
    if layer.kind in AREAS:
        return _feature(about, "MultiPolygon", [[ring] for ring in ways])
    return _feature(about, "MultiLineString", ways)


def _feature(about: dict[str, Any], kind: str, coordinates: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": about, "geometry": geometry}


def to_three_digits(coordinates: Any) -> Any:
    """A hundred metres, however deep the figures are nested."""
    if isinstance(coordinates, float):
        return round(coordinates, 3)
    return [to_three_digits(inner) for inner in coordinates]


def land_address(box: Box) -> str:
    """Where a moving map finds the land around a box, as far again on each side."""
    wide, tall = box.east - box.west, box.north - box.south
    return reverse(
        "geography:land",
        args=[
            max(math.floor(box.south - tall), -90),
            max(math.floor(box.west - wide), -180),
            min(math.ceil(box.north + tall), 90),
            min(math.ceil(box.east + wide), 180),
        ],
    )
