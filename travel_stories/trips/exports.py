"""The road of a trip for maps and devices: GPX 1.1 and GeoJSON (RFC 7946), public points only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from core.text.xml import document
from core.values.geo import Point
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.selectors.roads import points_of

GPX: Final = "http://www.topografix.com/GPX/1/1"


def places_of(trip: Trip) -> list[tuple[Step, Point]]:
    """What has a day and a place, in the order in which it is travelled."""
    steps = trip.steps.present().exclude(day=None).in_order()
    return points_of(steps.select_related("locality", "offer__place__locality"))


def gpx_of(trip: Trip, *, url: str) -> bytes:
    """One route through the places of the trip, and a track for each route file of a leg."""
    places = [(step.title, step.words, point) for step, point in places_of(trip)]
    legs = trip.steps.present().exclude(route=None).in_order().select_related("route")
    tracks = [(leg.title, leg.route.pieces) for leg in legs if leg.route]
    return gpx_route(trip.title, places, url=url, tracks=tracks)


def gpx_route(
    name: str,
    places: Iterable[tuple[str, str, Point]],
    *,
    url: str,
    rights: str = "",
    tracks: Iterable[tuple[str, list[list[list[float]]]]] = (),
) -> bytes:
    """Places with their names and words, in the order in which one passes them."""
    gpx = Element("gpx", version="1.1", creator="Hirondelle", xmlns=GPX)
    metadata = SubElement(gpx, "metadata")
    SubElement(metadata, "name").text = name
    if rights:
        SubElement(metadata, "desc").text = rights
    SubElement(metadata, "link", href=url)
    route = SubElement(gpx, "rte")
    SubElement(route, "name").text = name
    for title, words, point in places:
        place = SubElement(route, "rtept", lat=str(point.latitude), lon=str(point.longitude))
        SubElement(place, "name").text = title
        if words:
            SubElement(place, "desc").text = words
    for title, pieces in tracks:
        track = SubElement(gpx, "trk")
        SubElement(track, "name").text = title
        for piece in pieces:
            segment = SubElement(track, "trkseg")
            for longitude, latitude in piece:
                SubElement(segment, "trkpt", lat=str(latitude), lon=str(longitude))
    return document(gpx)


def geojson_of(trip: Trip) -> dict[str, Any]:
    """A point for each place, and the line through them."""
    return geojson_road(
        trip.title,
        [
            ({"name": step.title, "kind": step.kind, "day": step.day}, point)
            for step, point in places_of(trip)
        ],
    )


def geojson_road(name: str, places: Sequence[tuple[dict[str, Any], Point]]) -> dict[str, Any]:
    """What is said of each place stands in its properties."""
    features = [_feature("Point", _position(point), properties) for properties, point in places]
    if len(places) > 1:
        line = [_position(point) for _unused, point in places]
        features.append(_feature("LineString", line, {"name": name}))
    return {"type": "FeatureCollection", "features": features}


def _feature(kind: str, coordinates: Any, properties: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _position(point: Point) -> list[float]:
    return [point.longitude, point.latitude]
