"""Where the map begins on which a host shows the exact point: for the host alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from commons.geography.selectors.land import land_address
from core.values.geo import Box
from hosting.offers.models.offers import Offer

AROUND: Final = 0.3  # degrees: the outlines of the next communes as well


@dataclass(frozen=True, slots=True)
class MapPicker:
    """`centre` in figures, `land` as an address."""

    centre: str
    land: str


def map_picker_for(offer: Offer) -> MapPicker:
    """At the place as it is kept, else in the middle of the community."""
    point = offer.place.exact_point if offer.place else offer.community.locality.point
    south, west = point.latitude - AROUND, point.longitude - AROUND
    box = Box(south, west, point.latitude + AROUND, point.longitude + AROUND)
    return MapPicker(f"{point.latitude:.5f}, {point.longitude:.5f}", land_address(box))
