"""Where the offers of a list lie: a letter for each card, and what is many is gathered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import atan, degrees, pi, sinh
from typing import Any, Final

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import ngettext

from commons.geography.selectors.land import land_address
from core.ids import url_slug
from core.languages import page_language
from core.values.geo import Point
from hosting.offers.models.offers import Offer
from hosting.offers.presenters.offer_texts import displayed_title
from hosting.public_pages.presenters.maps import PlaceMap, box_around, drawing_of
from search.engines.grid import tile_of
from search.query.addresses import LIST, search_url
from search.query.criteria import MapBounds, SearchCriteria
from search.query.engine_results import Area, Cell
from ui.maps import Spot
from ui.templatetags.languages import is_other_language

ACROSS: Final = 8  # cells in the width of what is shown
MOST_PINS: Final = 100  # in one answer; more are gathered
LABEL: Final = 40  # signs of a title that travel; the page of an offer answers to any slug
DECIMALS: Final = 5  # of the edges of a cell: about a metre


@dataclass(frozen=True, slots=True)
class MapOffer:
    """What a map shows of an offer. `point` is the public one, `slug` begins its address."""

    public_id: str
    title: str
    slug: str
    kind: str
    point: Point
    radius: int
    language: str

    def spot(self, letter: str, asked: str = "") -> Spot:
        """The address is built from the host's title: asking for each would take a read.

        `asked` are the dates and the people, as they stand behind it.
        """
        address = url_slug(self.slug, self.public_id)
        url = reverse("hosting:offer-detail", args=[address]) + asked
        return Spot(
            self.point,
            self.title,
            url,
            letter=letter,
            kind=self.kind,
            key=self.public_id,
            metres=self.radius,
            lang=self.language,
        )

    def short(self) -> MapOffer:
        """The same with a title that a hundred of them can afford."""
        title, slug = (Truncator(words).chars(LABEL) for words in (self.title, self.slug))
        return replace(self, title=title, slug=slug)


def on_map(pks: Iterable[int]) -> dict[int, MapOffer]:
    """Of what is public by now, and has a place, with the titles of its cards. One read."""
    offers = Offer.objects.public().filter(pk__in=set(pks), place__isnull=False)
    rows = offers.annotate(**displayed_title(page_language())).values_list(
        *("pk", "place__latitude", "place__longitude"),
        *("public_id", "shown_title", "title", "kind"),
        *("place__radius", "shown_in"),
    )
    return {
        pk: MapOffer(public_id, shown, title, kind, Point(latitude, longitude), *rest)
        for pk, latitude, longitude, public_id, shown, title, kind, *rest in rows.iterator()
    }


def map_of(
    area: Area, letters: Mapping[int, str], criteria: SearchCriteria, *, name: str = LIST
) -> PlaceMap | None:
    """The cards of a page by their letters, everything else around them. None without a place.

    `name` is that of the page to which a number leads.
    """
    if area.bounds is None:
        return None
    known = on_map([*letters, *(pin.pk for pin in area.pins)])
    lettered = {pk: known[pk] for pk in letters if pk in known}
    asked = criteria.asked_in_address
    spots = tuple(one.spot(letters[pk], asked) for pk, one in lettered.items())
    others = [
        known[pin.pk].spot("", asked) for pin in area.pins if pin.pk in known.keys() - letters
    ]
    box = box_around(
        [Point(area.bounds.south, area.bounds.west), Point(area.bounds.north, area.bounds.east)]
    )
    # One number for each cell, without those who have a letter of their own.
    alone = Counter(tile_of(one.point, area.zoom) for one in lettered.values())
    gathered = []
    for cell in area.cells:
        count = cell.count - alone[cell.x, cell.y]
        if count > 0:
            part = part_of_cell(cell, area.zoom, criteria)
            url = search_url(replace(criteria, part=part), name=name)
            gathered.append(Spot(cell.middle, label_of_many(count), url, count=count))
    return PlaceMap(drawing_of(box, (*others, *gathered, *spots)), spots, land_address(box))


def features_of(area: Area, criteria: SearchCriteria) -> dict[str, Any]:
    """GeoJSON for the moving map: all that fits, as small as it may be."""
    known, asked = on_map(pin.pk for pin in area.pins), criteria.asked_in_address
    features = []
    for pin in area.pins:
        if pin.pk in known:
            spot = known[pin.pk].short().spot("", asked)
            properties: dict[str, Any] = {"label": spot.label, "url": spot.url, "kind": spot.kind}
            properties |= {"metres": spot.metres, "key": spot.key}
            if is_other_language(spot.lang):
                properties["lang"] = spot.lang
            features.append(_feature(spot.point, properties))
    for cell in area.cells:
        # Its part of the map instead of its address, which would repeat the question each time.
        part = part_of_cell(cell, area.zoom, criteria)
        box = [part.west, part.south, part.east, part.north]
        properties = {"count": cell.count, "label": label_of_many(cell.count), "box": box}
        features.append(_feature(cell.middle, properties))
    return {"type": "FeatureCollection", "features": features}


def tile_part(x: int, y: int, zoom: int) -> MapBounds:
    """What a tile of the grid covers."""
    count = 1 << zoom
    west, east = (round(column / count * 360.0 - 180.0, DECIMALS) for column in (x, x + 1))
    north, south = (
        round(degrees(atan(sinh(pi * (1 - 2 * row / count)))), DECIMALS) for row in (y, y + 1)
    )
    return MapBounds(west=west, south=south, east=east, north=north)


def part_of_cell(cell: Cell, zoom: int, criteria: SearchCriteria) -> MapBounds:
    """The tile, but no more of it than was asked for."""
    tile, asked = tile_part(cell.x, cell.y, zoom), criteria.part
    if asked is None or asked.west > asked.east:
        return tile
    return MapBounds(
        west=max(tile.west, asked.west),
        south=max(tile.south, asked.south),
        east=min(tile.east, asked.east),
        north=min(tile.north, asked.north),
    )


def label_of_many(count: int) -> str:
    """What a number on a map stands for."""
    label = ngettext("%(count)s offer near here", "%(count)s offers near here", count)
    return label % {"count": count}


def _feature(point: Point, properties: dict[str, Any]) -> dict[str, Any]:
    place = [round(point.longitude, 3), round(point.latitude, 3)]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": place},
        "properties": properties,
    }
