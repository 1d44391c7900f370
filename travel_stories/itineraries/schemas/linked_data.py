"""What search engines and other programs read of an itinerary: schema.org as JSON-LD."""

from __future__ import annotations

from typing import Any

from hosting.offers.schemas import absolute_url
from hosting.public_pages.schemas.linked_data import CONTEXT
from travel_stories.itineraries.selectors import RenderedItinerary, Stop
from travel_stories.stories.schemas.linked_data import licence_url

type Node = dict[str, Any]

TYPES = ["TouristTrip", "CreativeWork", "dt:Tour"]  # a journey, and a work with its authors


def itinerary_data(rendered_itinerary: RenderedItinerary, *, url: str) -> Node:
    """One journey through its stops. A stop that was taken back is left out."""
    frame = rendered_itinerary.frame
    community = rendered_itinerary.itinerary.community
    stops = [stop for stop in rendered_itinerary.stops if not stop.is_gone]
    items = [_item(number, stop) for number, stop in enumerate(stops, start=1)]
    node: Node = {
        "@context": CONTEXT,
        "@type": TYPES,
        "@id": url,
        "url": url,
        "name": frame.title,
        "description": frame.summary,
        "inLanguage": frame.language,
        "creator": [{"@type": "Person", "name": name} for name in rendered_itinerary.credits],
        "provider": {
            "@type": "Organization",
            "name": community.name,
            "url": absolute_url(community.get_absolute_url()),
        },
        "keywords": list(rendered_itinerary.themes),
        "itinerary": {"@type": "ItemList", "numberOfItems": len(stops), "itemListElement": items},
    }
    if licence := licence_url(frame.licence):
        node["license"] = licence
    if rendered_itinerary.picture:
        node["image"] = [absolute_url(rendered_itinerary.picture.url)]
    return node


def _item(position: int, stop: Stop) -> Node:
    """A place as far as everybody may know it: the commune, and the public point of an offer."""
    place: Node = {"@type": "Place", "name": stop.title}
    if stop.stage.words:
        place["description"] = stop.stage.words
    if stop.url:
        place["url"] = absolute_url(stop.url)
    if stop.point:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": stop.point.latitude,
            "longitude": stop.point.longitude,
        }
    return {"@type": "ListItem", "position": position, "item": place}
