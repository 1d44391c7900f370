"""What search engines read of offers and communities: schema.org and DATAtourisme as JSON-LD."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from core.values.dates import season_dates
from core.values.half_days import Half
from core.values.opening_hours import OpeningPeriod
from hosting.calendars.selectors.sessions import UpcomingSession
from hosting.offers.choices.lists import ExchangeMode, LodgingKind, OfferKind
from hosting.offers.models.goods import Product
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.models.workspaces import Workspace
from hosting.offers.schemas import absolute_url
from hosting.public_pages.presenters.community_pages import CommunityPage
from hosting.public_pages.presenters.offer_pages import OfferPage
from ui.templatetags.languages import is_other_language

type Node = dict[str, Any]

MAX_EVENTS = 12
MAX_IMAGES = 6
DATATOURISME = "https://www.datatourisme.fr/ontology/core#"
CONTEXT: list[Any] = ["https://schema.org", {"dt": DATATOURISME}]
TYPES: dict[str, list[str]] = {
    OfferKind.STAY: ["Accommodation", "Product"],  # a place that has a price
    OfferKind.WORKSPACE: ["Place", "Product", "dt:BusinessPlace"],
    OfferKind.ACTIVITY: ["TouristTrip", "dt:Practice"],
    OfferKind.PRODUCT: ["Product", "dt:Product"],
    OfferKind.TIP: ["TouristAttraction", "dt:PlaceOfInterest"],
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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
        "name": _in_language(page.text.title, page.text.language),
        "description": _in_language(page.text.words, page.text.language),
    }
    hours = _opening_hours(page)
    if offer.kind in {OfferKind.STAY, OfferKind.WORKSPACE, OfferKind.TIP}:
        node |= where | hours
    if page.pictures:
        node["image"] = [absolute_url(picture.url) for picture in page.pictures[:MAX_IMAGES]]
    if isinstance(stay, Stay) and stay.registration_number:
        node["identifier"] = stay.registration_number
    if page.amenities:
        node["amenityFeature"] = [
            {"@type": "LocationFeatureSpecification", "name": fact.label, "value": True}
            for fact in page.amenities
        ]
    if page.units:
        node |= _capacity(page)
    if price := page.price:
        node["offers"] = {
            "@type": "Offer",
            "price": str(price.money.amount),
            "description": price.unit,
            "priceCurrency": price.money.currency,
        }
        if seasons := _seasonal_prices(page):
            node["offers"]["priceSpecification"] = seasons
        if where:
            node["offers"]["availableAtOrFrom"] = {"@type": "Place"} | where | hours
        node["offers"] |= _inventory(stay) | _seller(page)
    if offer.kind == OfferKind.ACTIVITY:
        # Who receives people at them, and the next ones.
        sessions = {
            "provider": {"@type": "Organization", "name": page.offer.community.name},
            "subjectOf": [_event(session, page, where) for session in page.sessions[:MAX_EVENTS]],
        }
        node |= sessions
    return node


def _seller(page: OfferPage) -> Node:
    """The organisation for which the host makes the offer. People aren't named here."""
    name = page.host.organisation
    return {"seller": {"@type": "Organization", "name": name}} if name else {}


def _seasonal_prices(page: OfferPage) -> list[Node]:
    """What paid rates ask in seasons that aren't over; `validThrough` is the last night."""
    return [
        {
            "@type": "UnitPriceSpecification",
            "name": row.plain_label,
            "price": str(row.night.amount),
            "priceCurrency": row.night.currency,
            "unitText": rate.table.unit,
            "validFrom": row.season.begins.isoformat(),
            "validThrough": (row.season.ends - timedelta(days=1)).isoformat(),
        }
        for rate in page.rates
        if rate.code == ExchangeMode.PAID and rate.table
        for row in rate.table.rows
        if row.season
    ]


def _capacity(page: OfferPage) -> Node:
    """How many one unit takes; a workspace also says how many all of them do."""
    if page.offer.kind == OfferKind.WORKSPACE:
        return {"maximumAttendeeCapacity": sum(unit.sleeps for unit in page.units)}
    most = max(unit.sleeps for unit in page.units)
    return {"occupancy": {"@type": "QuantitativeValue", "maxValue": most}}


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
        "description": _in_language(community.summary, community.summary_language),
        "address": locality,
        "areaServed": {"@type": "Place", "name": community.territory, "address": locality},
        "knowsAbout": list(page.causes),
    }
    if community.photo:
        node["image"] = absolute_url(community.photo.picture.url)
    return node


def _in_language(words: str, language: str) -> str | Node:
    """Words with their language (JSON-LD 1.1, 4.2.4) where that isn't the one of the page."""
    return {"@value": words, "@language": language} if is_other_language(language) else words


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


def _inventory(offer: Offer) -> Node:
    """How many are left, as the page says it too; nothing where the host doesn't count."""
    if not isinstance(offer, Product) or offer.stock is None:
        return {}
    state = "InStock" if offer.stock else "OutOfStock"
    return {
        "availability": f"https://schema.org/{state}",
        "inventoryLevel": {"@type": "QuantitativeValue", "value": offer.stock},
    }


def _opening_hours(page: OfferPage) -> Node:
    """Hours by weekday; a season has the dates of its present or next turn."""
    if isinstance(page.offer.specific, Workspace):
        return {"openingHoursSpecification": _half_days(page.offer.specific)}
    if not page.opening_periods:
        return {}
    return {
        "openingHoursSpecification": [
            _opening_period(period, page.today) for period in page.opening_periods
        ]
    }


def _half_days(workspace: Workspace) -> list[Node]:
    """Mornings and afternoons."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{WEEKDAYS[day]}" for day in workspace.weekdays],
            "opens": f"{opens:%H:%M}",
            "closes": f"{closes:%H:%M}",
        }
        for opens, closes in map(workspace.hours_of, Half)
    ]


def _opening_period(period: OpeningPeriod, today: date) -> Node:
    """As schema.org writes it: 00:00 to 23:59 is the whole day."""
    opens, closes = f"{period.opens:%H:%M}", f"{period.closes:%H:%M}"
    if period.is_whole_day:
        opens, closes = "00:00", "23:59"
    node: Node = {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [f"https://schema.org/{WEEKDAYS[day]}" for day in period.weekdays],
        "opens": opens,
        "closes": closes,
    }
    if period.season:
        dates = season_dates(*period.season, today=today)
        last_day = dates.check_out - timedelta(days=1)
        node |= {"validFrom": f"{dates.check_in}", "validThrough": f"{last_day}"}
    return node


def _event(session: UpcomingSession, page: OfferPage, where: Node) -> Node:
    node: Node = {
        "@type": "Event",
        "name": _in_language(page.text.title, page.text.language),
        "startDate": session.starts.isoformat(),
        "endDate": session.ends.isoformat(),
        "remainingAttendeeCapacity": max(session.left, 0),
    }
    if where:
        node["location"] = {"@type": "Place", "name": where["address"]["addressLocality"]} | where
    return node
