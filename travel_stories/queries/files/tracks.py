"""The road of a story as GPX 1.1: its places, and the ways that were recorded."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from travel_stories.queries.files.credits import credits_of
from travel_stories.queries.story_roads import stops_of
from travel_stories.queries.tellings import Telling
from travel_stories.queries.tracks import GPX


def gpx_of_story(telling: Telling, *, url: str) -> bytes:
    """A waypoint for each place, a track for each recorded way; credits and licence at the head."""
    credits = credits_of(telling, url=url)
    gpx = Element("gpx", version="1.1", creator="Hirondelle", xmlns=GPX)
    metadata = SubElement(gpx, "metadata")
    SubElement(metadata, "name").text = telling.title
    SubElement(metadata, "desc").text = " ".join(credits.lines)
    author = SubElement(metadata, "author")
    SubElement(author, "name").text = ", ".join(telling.credits)
    if credits.licence_url:
        rights = SubElement(metadata, "copyright", author=", ".join(telling.credits))
        SubElement(rights, "license").text = credits.licence_url
    SubElement(metadata, "link", href=url)
    for stop in stops_of(telling):
        point = SubElement(gpx, "wpt", lat=str(stop.point.latitude), lon=str(stop.point.longitude))
        SubElement(point, "name").text = stop.title
        SubElement(point, "desc").text = stop.place.name
    for part in telling.parts:
        if part.track:
            _track(gpx, part.title or telling.title, part.track.pieces)
    indent(gpx)
    return bytes(tostring(gpx, encoding="utf-8", xml_declaration=True))


def _track(gpx: Element, name: str, pieces: list[list[list[float]]]) -> None:
    track = SubElement(gpx, "trk")
    SubElement(track, "name").text = name
    for piece in pieces:
        segment = SubElement(track, "trkseg")
        for longitude, latitude, *_height in piece:
            SubElement(segment, "trkpt", lat=str(latitude), lon=str(longitude))
