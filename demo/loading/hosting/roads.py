"""Which community a point belongs to, and how one comes there without a car."""

from __future__ import annotations

from dataclasses import dataclass

from core.values.geo import Point
from demo.loading import speech
from demo.loading.hosting.draft import Draft
from demo.loading.world import World
from demo.loading.written import communities, phrases
from hosting.offers.choices.lists import OfferKind

ON_FOOT = 2_000
BY_BICYCLE = 13_000
TOO_FAR = 30_000
BICYCLE = 4.0  # metres a second, with bags


@dataclass(frozen=True)
class Station:
    name: str
    point: Point


class Roads:
    """Stations and communities, looked up by distance."""

    def __init__(self, world: World) -> None:
        french = [
            Station(name, world.localities[f"fr:{insee}"].point)
            for name, insee in phrases()["stations"]
            if f"fr:{insee}" in world.localities
        ]
        cities = [
            Station(name, Point(latitude, longitude))
            for name, latitude, longitude in phrases()["city_stations"]
        ]
        self.stations = [*french, *cities]
        self.anchors = [
            (text.key, Point(*anchor)) for text in communities() for anchor in text.anchors
        ]

    def community_at(self, point: Point) -> str:
        """The one whose rivers flow nearest."""
        return min(self.anchors, key=lambda anchor: anchor[1].distance_to(point))[0]

    def describe(self, draft: Draft) -> None:
        """Write on the offer how to come: by train as far as there is one, then by bicycle."""
        offer, point = draft.offer, draft.where.point
        nearest = min(self.stations, key=lambda station: station.point.distance_to(point))
        metres = max(int(nearest.point.distance_to(point) // 100), 1) * 100
        if metres > TOO_FAR:
            return
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
        if metres < 5_000:
            draft.needs.add("no-car")
