"""An itinerary for maps and devices: GPX 1.1 and GeoJSON (RFC 7946), public points only."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from travel_stories.queries.itinerary_pages import placed_stops
from travel_stories.queries.itinerary_tellings import ItineraryTelling, Stop
from travel_stories.queries.story_data import licence_url
from travel_stories.queries.tracks import geojson_road, gpx_route


def gpx_of_itinerary(told: ItineraryTelling, *, url: str) -> bytes:
    """One route through its places; who composed it and how it may be used stand at the head."""
    places = [(stop.title, stop.stage.words, point) for stop, point in placed_stops(told)]
    return gpx_route(told.frame.title, places, url=url, rights=rights_of(told))


def geojson_of_itinerary(told: ItineraryTelling, *, url: str) -> dict[str, Any]:
    """A point for each place, and the line through them."""
    road = geojson_road(
        told.frame.title, [(_said(stop), point) for stop, point in placed_stops(told)]
    )
    return road | {"name": told.frame.title, "rights": rights_of(told), "url": url}


def rights_of(told: ItineraryTelling) -> str:
    """Names, community and licence in a line."""
    licence = told.frame.get_licence_display()
    said = {
        "names": ", ".join((*told.credits, told.itinerary.community.name)),
        "licence": f"{licence} {licence_url(told.frame.licence)}".strip(),
    }
    return _("Composed by %(names)s. Licence: %(licence)s.") % said


def _said(stop: Stop) -> dict[str, Any]:
    said = {"name": stop.title, "kind": stop.stage.kind, "day": stop.stage.day}
    if stop.stage.words:
        said["description"] = stop.stage.words
    if stop.stage.mode:
        said["onward"] = stop.stage.mode
    return said
