"""The road of a story as GPX 1.1: its places, and the ways that were recorded."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from core.text.xml import document
from core.values.geo import Point
from travel_stories.stories.exports.credits import credits_of
from travel_stories.stories.selectors.rendered_stories import RenderedStory
from travel_stories.stories.selectors.roads import stops_of
from travel_stories.trips.exports import GPX


def gpx_of_story(rendered_story: RenderedStory, *, url: str) -> bytes:
    """A waypoint for each place and the public point of each offer, a track for each recorded way.

    Credits and licence stand at the head.
    """
    credits = credits_of(rendered_story, url=url)
    gpx = Element("gpx", version="1.1", creator="Hirondelle", xmlns=GPX)
    metadata = SubElement(gpx, "metadata")
    SubElement(metadata, "name").text = rendered_story.title
    SubElement(metadata, "desc").text = " ".join(credits.lines)
    author = SubElement(metadata, "author")
    SubElement(author, "name").text = ", ".join(rendered_story.credits)
    if credits.licence_url:
        rights = SubElement(metadata, "copyright", author=", ".join(rendered_story.credits))
        SubElement(rights, "license").text = credits.licence_url
    SubElement(metadata, "link", href=url)
    for stop in stops_of(rendered_story):
        _point(gpx, stop.point, stop.title, stop.place.name)
    for offer, place in rendered_story.places_of_offers:
        _point(gpx, place.public_point, offer.title, offer.get_kind_display())
    for part in rendered_story.parts:
        if part.track:
            name = part.title or rendered_story.title
            track = SubElement(gpx, "trk")
            SubElement(track, "name").text = name
            for piece in part.track.pieces:
                segment = SubElement(track, "trkseg")
                for longitude, latitude, *_height in piece:
                    SubElement(segment, "trkpt", lat=str(latitude), lon=str(longitude))
    return document(gpx)


def _point(gpx: Element, point: Point, name: str, words: str) -> None:
    waypoint = SubElement(gpx, "wpt", lat=str(point.latitude), lon=str(point.longitude))
    SubElement(waypoint, "name").text = name
    SubElement(waypoint, "desc").text = words
