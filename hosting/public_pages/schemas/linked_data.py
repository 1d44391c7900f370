"""What search engines read of offers and communities: schema.org and DATAtourisme as JSON-LD."""

from __future__ import annotations

from typing import Any

from hosting.calendars.selectors.sessions import UpcomingSession
from hosting.offers.choices.lists import LodgingKind, OfferKind
from hosting.offers.models.stays import Stay
from hosting.offers.schemas import absolute_url
from hosting.public_pages.presenters.community_pages import CommunityPage
from hosting.public_pages.presenters.offer_pages import OfferPage

type Node = dict[str, Any]

MAX_EVENTS = 12
MAX_IMAGES = 6
DATATOURISME = "https://www.datatourisme.fr/ontology/core#"
CONTEXT: list[Any] = ["https://schema.org", {"dt": DATATOURISME}]
TYPES: dict[str, list[str]] = {
    OfferKind.STAY: ["Accommodation", "Product"],  # a place that has a price
    OfferKind.ACTIVITY: ["TouristTrip", "dt:Practice"],
    OfferKind.PRODUCT: ["Product", "dt:Product"],
    OfferKind.TIP: ["TouristAttraction", "dt:PlaceOfInterest"],
}
LODGINGS: dict[str, str] = {
    LodgingKind.IN_HOME: "dt:Guesthouse",
    LodgingKind.GUEST_ROOM: "dt:Guesthouse",
    LodgingKind.FURNISHED: "dt:SelfCateringAccommodation",
    LodgingKind.GITE: "dt:SelfCateringAccommodation",
    LodgingKind.GROUP: "dt:CollectiveAccommodation",
    LodgingKind.HOTEL: "dt:Hotel",
    LodgingKind.CAMPSITE: "dt:Camping",
    LodgingKind.UNUSUAL: "dt:Accommodation",
}


def offer_json_ld(page: OfferPage, *, url: str) -> Node:
    """One node for the offer; an activity brings its next sessions."""
    offer, where = page.offer, _where(page)
    stay = offer.specific
    lodging = [LODGINGS[stay.lodging_kind]] if isinstance(stay, Stay) else []
    node: Node = {
        "@context": CONTEXT,
        "@type": [*TYPES[offer.kind], *lodging],
        "@id": url,
        "url": url,
        "name": page.text.title,
        "description": page.text.words,
    }
    if offer.kind in {OfferKind.STAY, OfferKind.TIP}:
        node |= where
    if page.pictures:
        node["image"] = [absolute_url(picture.url) for picture in page.pictures[:MAX_IMAGES]]
    if isinstance(stay, Stay) and stay.registration_number:
        node["identifier"] = stay.registration_number
    if page.units:
        most = max(unit.sleeps for unit in page.units)
        node["occupancy"] = {"@type": "QuantitativeValue", "maxValue": most}
    if price := page.price:
        node["offers"] = {
            "@type": "Offer",
            "price": str(price.money.amount),
            "description": price.unit,
            "priceCurrency": price.money.currency,
        }
        if where:
            node["offers"]["availableAtOrFrom"] = {"@type": "Place"} | where
    if offer.kind == OfferKind.ACTIVITY:
        # Who receives people at them, and the next ones.
        sessions = {
            "provider": {"@type": "Organization", "name": page.offer.community.name},
            "subjectOf": [_event(session, page, where) for session in page.sessions[:MAX_EVENTS]],
        }
        node |= sessions
    return node


def community_json_ld(page: CommunityPage, *, url: str) -> Node:
    """Who they are, and the place that they tell of."""
    community = page.community
    locality = {
        "@type": "PostalAddress",
        "addressLocality": community.locality.name,
        "addressCountry": community.locality.country,
    }
    node: Node = {
        "@context": CONTEXT,
        "@type": ["Organization", "dt:Organisation"],
        "@id": url,
        "url": url,
        "name": community.name,
        "description": community.summary,
        "address": locality,
        "areaServed": {"@type": "Place", "name": community.territory, "address": locality},
        "knowsAbout": list(page.causes),
    }
    if community.photo:
        node["image"] = absolute_url(community.photo.picture.url)
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


def _event(session: UpcomingSession, page: OfferPage, where: Node) -> Node:
    node: Node = {
        "@type": "Event",
        "name": page.text.title,
        "startDate": session.starts.isoformat(),
        "endDate": session.ends.isoformat(),
        "remainingAttendeeCapacity": max(session.left, 0),
    }
    if where:
        node["location"] = {"@type": "Place", "name": where["address"]["addressLocality"]} | where
    return node
