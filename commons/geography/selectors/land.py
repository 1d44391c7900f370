"""Land below a map that can be moved."""

import math
from typing import Any, Final

from django.urls import reverse

from commons.geography.outlines import land_in
from core.values.geo import Box

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
