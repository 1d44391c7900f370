"""The road of a trip for maps and devices: GPX 1.1 and GeoJSON (RFC 7946), public points only."""

from __future__ import annotations

from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from core.geo import Point
from travel_stories.models import Step, Trip
from travel_stories.queries.roads import points_of

GPX: Final = "http://www.topografix.com/GPX/1/1"


def places_of(trip: Trip) -> list[tuple[Step, Point]]:
    """What has a day and a place, in the order in which it is travelled."""
    steps = trip.steps.present().exclude(day=None).in_order()
    return points_of(steps.select_related("locality", "offer__place__locality"))


def gpx_of(trip: Trip, *, url: str) -> bytes:
    """One route through the places of the trip."""
    gpx = Element("gpx", version="1.1", creator="Hirondelle", xmlns=GPX)
    metadata = SubElement(gpx, "metadata")
    SubElement(metadata, "name").text = trip.title
    SubElement(metadata, "link", href=url)
    route = SubElement(gpx, "rte")
    SubElement(route, "name").text = trip.title
    for step, point in places_of(trip):
        place = SubElement(route, "rtept", lat=str(point.latitude), lon=str(point.longitude))
        SubElement(place, "name").text = step.title
        if step.words:
            SubElement(place, "desc").text = step.words
    indent(gpx)
    return bytes(tostring(gpx, encoding="utf-8", xml_declaration=True))


def geojson_of(trip: Trip) -> dict[str, Any]:
    """A point for each place, and the line through them."""
    placed = places_of(trip)
    features = [_feature("Point", _position(point), _said(step)) for step, point in placed]
    if len(placed) > 1:
        line = [_position(point) for _step, point in placed]
        features.append(_feature("LineString", line, {"name": trip.title}))
    return {"type": "FeatureCollection", "features": features}


def _said(step: Step) -> dict[str, Any]:
    return {"name": step.title, "kind": step.kind, "day": step.day}


def _feature(kind: str, coordinates: Any, properties: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _position(point: Point) -> list[float]:
    return [point.longitude, point.latitude]
