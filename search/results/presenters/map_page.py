"""The page of the map: what fits, where it lies, and what else may be shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.geography.selectors.land import land_address
from core.ids import ALPHABET, LENGTH
from core.values.geo import Box
from hosting.public_pages.presenters.maps import PlaceMap, drawing_of
from search.query.addresses import LIST, MAP, MAP_PAGE, SearchLink, search_url
from search.query.contract import Engine
from search.query.criteria import SearchCriteria
from search.results.presenters.chips import chips_of
from search.results.presenters.listing import question_of
from search.results.presenters.maps import ACROSS, MOST_PINS, map_of
from search.results.registries import MAP_LAYERS, MapLayer
from search.results.selectors.facets import Labels

WEST: Final = Box(south=41.5, west=-5.0, north=51.5, east=9.0)  # where nothing fits
COMMUNITIES: Final = MapLayer(
    "community", _("Communities"), "hosting:community-map", "hosting:community-list"
)
ASKED: Final = frozenset(
    {"q", "place", "km", "check_in", "check_out", "adults", "children", "bbox"}
)  # by the form of this page
KEY: Final = ALPHABET[0] * LENGTH  # in the place of a public id


@dataclass(frozen=True, slots=True)
class MapPage:
    """What `search_results/map_page.html` shows. `down` says why no offers are on it."""

    criteria: SearchCriteria
    place: PlaceMap
    total: int
    chips: tuple[SearchLink, ...]
    layers: tuple[MapLayer, ...]
    down: str = ""

    @property
    def url(self) -> str:
        return search_url(self.criteria, name=MAP_PAGE)

    @property
    def list_url(self) -> str:
        return search_url(self.criteria, name=LIST)

    @property
    def src(self) -> str:
        return "" if self.down else search_url(self.criteria, name=MAP)

    @property
    def here_url(self) -> str:
        """The same question, ready for another part of the map."""
        return search_url(replace(self.criteria, near=None, part=None), name=MAP_PAGE)

    @property
    def bounds(self) -> str:
        """The part of the map that was asked for: it stays as somebody moved it there."""
        part = self.criteria.part
        if part is None or part.west > part.east:
            return ""
        return ",".join(f"{edge:g}" for edge in (part.west, part.south, part.east, part.north))

    @property
    def cards(self) -> str:
        """Address of the card of a pin, with NOUN and KEY for what it is about."""
        address = reverse("search:map-card", args=["noun", KEY])
        address = address.replace("noun", "NOUN").replace(KEY, "KEY")
        return address + self.criteria.asked_in_address

    @property
    def kept(self) -> list[tuple[str, object]]:
        """What the form of this page doesn't ask for and takes along."""
        return [pair for pair in self.criteria.pairs() if pair[0] not in ASKED]


def fill_map_page(engine: Engine, criteria: SearchCriteria, *, labels: Labels) -> MapPage:
    """Raises SearchDownError where no engine answers."""
    area = engine.area(question_of(criteria), across=ACROSS, most=MOST_PINS)
    letters: dict[int, str] = {}
    if not area.cells and len(area.pins) <= len(ascii_uppercase):
        letters = {pin.pk: letter for pin, letter in zip(area.pins, ascii_uppercase, strict=False)}
    return MapPage(
        criteria=criteria,
        place=map_of(area, letters, criteria, name=MAP_PAGE) or empty_map(criteria),
        total=len(area.pins) + sum(cell.count for cell in area.cells),
        chips=chips_of(criteria, labels, name=MAP_PAGE),
        layers=layers_of_map(),
    )


def map_page_without_answer(criteria: SearchCriteria, *, labels: Labels, down: str) -> MapPage:
    """The country and its communities, where no engine answers."""
    chips = chips_of(criteria, labels, name=MAP_PAGE)
    return MapPage(criteria, empty_map(criteria), 0, chips, layers_of_map(), down)


def layers_of_map() -> tuple[MapLayer, ...]:
    return (COMMUNITIES, *MAP_LAYERS)


def empty_map(criteria: SearchCriteria) -> PlaceMap:
    """Where somebody looked, else the west of Europe. One read, for the towns."""
    boxes = criteria.part.boxes if criteria.part else [near.box() for near in criteria.around]
    box = boxes[0] if len(boxes) == 1 else WEST
    return PlaceMap(drawing_of(box, ()), (), land_address(box))
