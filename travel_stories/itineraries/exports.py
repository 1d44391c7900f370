"""An itinerary for maps and devices: GPX 1.1 and GeoJSON (RFC 7946), public points only."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from travel_stories.itineraries.presenters.pages import placed_stops
from travel_stories.itineraries.selectors import RenderedItinerary, Stop
from travel_stories.stories.schemas.linked_data import licence_url
from travel_stories.trips.exports import geojson_road, gpx_route


def gpx_of_itinerary(rendered_itinerary: RenderedItinerary, *, url: str) -> bytes:
    """One route through its places; who composed it and how it may be used stand at the head."""
    places = [
        (stop.title, stop.stage.words, point) for stop, point in placed_stops(rendered_itinerary)
    ]
    return gpx_route(
        rendered_itinerary.frame.title, places, url=url, rights=rights_of(rendered_itinerary)
    )


def geojson_of_itinerary(rendered_itinerary: RenderedItinerary, *, url: str) -> dict[str, Any]:
    """A point for each place, and the line through them."""
    road = geojson_road(
        rendered_itinerary.frame.title,
        [(_properties(stop), point) for stop, point in placed_stops(rendered_itinerary)],
    )
    return road | {
        "name": rendered_itinerary.frame.title,
        "rights": rights_of(rendered_itinerary),
        "url": url,
    }


def rights_of(rendered_itinerary: RenderedItinerary) -> str:
    """Names, community and licence in a line."""
    licence = rendered_itinerary.frame.get_licence_display()
    params = {
        "names": ", ".join(
            (*rendered_itinerary.credits, rendered_itinerary.itinerary.community.name)
        ),
        "licence": f"{licence} {licence_url(rendered_itinerary.frame.licence)}".strip(),
    }
    return _("Created by %(names)s. Licence: %(licence)s.") % params


def _properties(stop: Stop) -> dict[str, Any]:
    properties = {"name": stop.title, "kind": stop.stage.kind, "day": stop.stage.day}
    if stop.stage.words:
        properties["description"] = stop.stage.words
    if stop.stage.mode:
        properties["onward"] = stop.stage.mode
    return properties
