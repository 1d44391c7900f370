"""What search engines read of an offer: schema.org as JSON-LD, with the public circle only."""

from __future__ import annotations

from typing import Any

from hosting.enums import OfferKind
from hosting.queries.offer_pages import OfferPage
from hosting.queries.sessions import UpcomingSession

type Node = dict[str, Any]

EVENTS_TOLD = 12
TYPES: dict[str, list[str]] = {
    OfferKind.STAY: ["Accommodation", "Product"],  # a place that has a price
    OfferKind.ACTIVITY: ["TouristTrip"],
    OfferKind.PRODUCT: ["Product"],
    OfferKind.TIP: ["TouristAttraction"],
}


def linked_data(page: OfferPage, *, url: str) -> Node:
    """One node for the offer; an activity brings its next sessions."""
    offer, where = page.offer, _where(page)
    node: Node = {
        "@context": "https://schema.org",
        "@type": TYPES[offer.kind],
        "@id": url,
        "url": url,
        "name": offer.title,
        "description": offer.words,
    }
    if offer.kind in {OfferKind.STAY, OfferKind.TIP}:
        node |= where
    if page.units:
        most = max(unit.sleeps for unit in page.units)
        node["occupancy"] = {"@type": "QuantitativeValue", "maxValue": most}
    if page.price:
        node["offers"] = _price(page, where)
    if offer.kind == OfferKind.ACTIVITY:
        node["provider"] = {"@type": "Organization", "name": offer.community.name}
        events = [_event(session, page, where) for session in page.sessions[:EVENTS_TOLD]]
        node["subjectOf"] = events
    return node


def _where(page: OfferPage) -> Node:
    """The commune and a circle around the public point: what the map shows, and no more."""
    if page.circle is None or page.offer.place is None:
        return {}
    locality = page.offer.place.locality
    middle = {
        "@type": "GeoCoordinates",
        "latitude": page.circle.point.latitude,
        "longitude": page.circle.point.longitude,
    }
    return {
        "address": {
            "@type": "PostalAddress",
            "addressLocality": locality.name,
            "addressCountry": locality.country,
        },
        "geo": {"@type": "GeoCircle", "geoMidpoint": middle, "geoRadius": page.circle.metres},
    }


def _price(page: OfferPage, where: Node) -> Node:
    price = page.price
    if price is None:
        return {}
    node: Node = {"@type": "Offer", "price": str(price.money.amount), "description": price.unit}
    node["priceCurrency"] = price.money.currency
    if where:
        node["availableAtOrFrom"] = {"@type": "Place"} | where
    return node


def _event(session: UpcomingSession, page: OfferPage, where: Node) -> Node:
    node: Node = {
        "@type": "Event",
        "name": page.offer.title,
        "startDate": session.starts.isoformat(),
        "endDate": session.ends.isoformat(),
        "remainingAttendeeCapacity": max(session.left, 0),
    }
    if where:
        node["location"] = {"@type": "Place", "name": where["address"]["addressLocality"]} | where
    return node
