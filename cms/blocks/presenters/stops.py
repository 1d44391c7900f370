"""Places of a page on a map of our own."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from wagtail.blocks import StructValue

from commons.geography.models import Locality
from hosting.public_pages.presenters.maps import box_around, drawing_of
from ui.maps import Drawing, Spot

SHAPE = 0.7  # height of a drawing for its width
SMALL = 320  # units of width
RADIUS = 2_000.0  # metres: a commune, not a house


@dataclass(frozen=True, slots=True)
class Stop:
    letter: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class StopsMap:
    """A drawing, and what stands at each letter."""

    drawing: Drawing
    stops: tuple[Stop, ...]


def map_of_stops(block: StructValue) -> StopsMap | None:
    """What was taken out of the gazetteer since is left out."""
    chosen = [stop for stop in block["places"] if stop["place"]]
    if not chosen:
        return None
    lettered = list(zip(ascii_uppercase, chosen, strict=False))
    points = [stop["place"].point for stop in chosen]
    spots = [_spot(stop["place"], letter) for letter, stop in lettered]
    drawing = drawing_of(
        box_around(points, shape=SHAPE), spots, road=points if block["road"] else ()
    )
    stops = (Stop(letter, stop["place"].name, stop["words"]) for letter, stop in lettered)
    return StopsMap(drawing, tuple(stops))


def drawing_of_place(place: Locality) -> Drawing:
    """A commune among its neighbours."""
    box = box_around([place.point], shape=SHAPE)
    return drawing_of(box, [_spot(place, "")], width=SMALL)


def _spot(place: Locality, letter: str) -> Spot:
    return Spot(place.point, place.name, "", letter=letter, metres=RADIUS)
