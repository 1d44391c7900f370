"""The road of a story as GPX 1.1: its places, and the ways that were recorded."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from core.geo import Point
from core.xml import document
from travel_stories.queries.files.credits import credits_of
from travel_stories.queries.story_roads import stops_of
from travel_stories.queries.tellings import Telling
from travel_stories.queries.tracks import GPX


def gpx_of_story(telling: Telling, *, url: str) -> bytes:
    """A waypoint for each place and the public point of each offer, a track for each recorded way.

    Credits and licence stand at the head.
    """
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
        _point(gpx, stop.point, stop.title, stop.place.name)
    for offer, place in telling.places_of_offers:
        _point(gpx, place.public_point, offer.title, offer.get_kind_display())
    for part in telling.parts:
        if part.track:
            _track(gpx, part.title or telling.title, part.track.pieces)
    return document(gpx)


def _point(gpx: Element, point: Point, name: str, words: str) -> None:
    waypoint = SubElement(gpx, "wpt", lat=str(point.latitude), lon=str(point.longitude))
    SubElement(waypoint, "name").text = name
    SubElement(waypoint, "desc").text = words


def _track(gpx: Element, name: str, pieces: list[list[list[float]]]) -> None:
    track = SubElement(gpx, "trk")
    SubElement(track, "name").text = name
    for piece in pieces:
        segment = SubElement(track, "trkseg")
        for longitude, latitude, *_height in piece:
            SubElement(segment, "trkpt", lat=str(latitude), lon=str(longitude))
