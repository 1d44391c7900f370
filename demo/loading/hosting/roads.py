"""Which community a point belongs to, and how one comes there without a car."""

from __future__ import annotations

from commons.geography.stations import nearest_stations
from core.values.geo import Point
from demo.loading import speech
from demo.loading.hosting.draft import Draft
from demo.loading.written import communities
from hosting.offers.choices.lists import Amenity, OfferKind

ON_FOOT = 2_000
BY_BICYCLE = 13_000
TOO_FAR = 30_000
BICYCLE = 4.0  # metres a second, with bags
NO_PARKING = ("en", "it")  # languages whose sentences about cars say that there is none


class Roads:
    """Stations and communities, looked up by distance."""

    def __init__(self) -> None:
        self.anchors = [
            (text.key, Point(*anchor)) for text in communities() for anchor in text.anchors
        ]

    def community_at(self, point: Point) -> str:
        """The one whose rivers flow nearest."""
        return min(self.anchors, key=lambda anchor: anchor[1].distance_to(point))[0]

    def describe(self, draft: Draft) -> None:
        """Write on the offer how to come: by train as far as there is one, then by bicycle."""
        offer, point = draft.offer, draft.where.point
        found = nearest_stations(point, most=1, within=TOO_FAR)
        if not found:
            return
        nearest = found[0].station
        metres = max(int(found[0].metres // 100), 1) * 100
        offer.station_name = nearest.name
        offer.station_distance = metres
        kind = "near_station" if metres < ON_FOOT else "by_train"
        if offer.kind == OfferKind.STAY and ON_FOOT <= metres < BY_BICYCLE:
            kind = "without_car"
        offer.without_car = speech.say(
            offer.language,
            kind,
            draft.key,
            station=nearest.name,
            km=max(1, round(metres / 1000)),
            bike=max(5, round(metres * 1.3 / BICYCLE / 60)),
        )
        if offer.kind == OfferKind.STAY:
            offer.by_car = speech.say(offer.language, "by_car", draft.key)
            if offer.language in NO_PARKING:
                offer.amenities = [one for one in offer.amenities if one != Amenity.PARKING]
        if metres < 5_000:
            draft.needs.add("no-car")
