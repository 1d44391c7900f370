"""Who fits, as queries of elasticsearch.dsl. None of them is a script."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from core.values.geo import EARTH_RADIUS, Box
from hosting.offers.choices.lists import Facet
from search.engines.elasticsearch.documents import tag_of
from search.query.offer_query import Near, OfferQuery

EVERYTHING: Final = Q("match_all")
NOTHING: Final = Q("match_none")
THEIR_EARTH: Final = 6_371_008.7714  # metres: the radius that Lucene measures with
LONGER: Final = THEIR_EARTH / EARTH_RADIUS
HALF_WAY_ROUND: Final = math.pi * EARTH_RADIUS
GRAIN: Final = 1e-7  # degrees: a point is kept to about a centimetre, and edges belong to a box
GRAIN_IN_METRES: Final = 0.02


def conditions(query: OfferQuery) -> list[Query]:
    """Everything but the text and the facets of which one value is enough."""
    needs = [
        Q("term", tags=tag_of(facet, value))
        for facet in Facet
        if facet.holds_all
        for value in sorted(query.of(facet))
    ]
    clauses = [either(list(map(_around, query.near)))] if query.near else []
    if query.inside:
        boxes = [box for box in query.inside if box.south <= box.north and box.west <= box.east]
        clauses.append(either(list(map(_box, boxes))))
    if query.party is not None:
        clauses.append(_range("party_min", lte=query.share))
        clauses.append(_range("party_max", gte=query.share))
    if query.dates:
        clauses.append(either([*_free_rooms(query), _free_seats(query)]))
    return [EVERYTHING, *clauses, *needs]


def choices(query: OfferQuery) -> dict[Facet, Query]:
    """The facets of which one value is enough: each is counted without its own choice."""
    return {
        facet: Q("terms", tags=sorted(tag_of(facet, value) for value in chosen))
        for facet in Facet
        if not facet.holds_all and (chosen := query.of(facet))
    }


def either(clauses: list[Query]) -> Query:
    """At least one of these."""
    if len(clauses) == 1:
        return clauses[0]
    return Q("bool", should=clauses, minimum_should_match=1) if clauses else NOTHING


def both(*clauses: Query) -> Query:
    """All of these, without a score."""
    return Q("bool", filter=clauses)


def _range(field: str, **limits: Any) -> Query:
    return Q("range", **{field: limits})


def _nested(path: str, *clauses: Query) -> Query:
    return Q("nested", path=path, query=both(*clauses), score_mode="none")


def _around(near: Near) -> Query:
    metres = near.km * 1_000
    if metres >= HALF_WAY_ROUND:
        return Q("exists", field="point")
    distance = max(metres * LONGER, GRAIN_IN_METRES)
    centre = {"lat": near.point.latitude, "lon": near.point.longitude}
    return Q("geo_distance", distance=f"{distance}m", point=centre)


def _box(box: Box) -> Query:
    corners = {
        "top": min(box.north + GRAIN, 90.0),
        "left": max(box.west - GRAIN, -180.0),
        "bottom": max(box.south - GRAIN, -90.0),
        "right": min(box.east + GRAIN, 180.0),
    }
    return Q("geo_bounding_box", point=corners)


def _free_rooms(query: OfferQuery) -> list[Query]:
    """One span that holds all nights of one stay: so each possible first day asks for itself."""
    stays = sorted({stay for starts in query.dates for stay in _stays(query, starts)})
    if not stays:
        return []
    lengths = [
        both(
            _range("rooms.min_nights", lte=nights),
            _range("rooms.max_nights", gte=nights),
            either([_free(query, nights, first) for _nights, first in group]),
        )
        for nights, group in groupby(stays, key=lambda stay: stay[0])
    ]
    return [_nested("rooms", _range("rooms.sleeps", gte=query.share), either(lengths))]


def _stays(query: OfferQuery, starts: Any) -> list[tuple[int, date]]:
    first = max(starts.first, query.today)
    days = (starts.last - first).days + 1
    return [(starts.nights, first + timedelta(days=number)) for number in range(days)]


def _free(query: OfferQuery, nights: int, first: date) -> Query:
    last = first + timedelta(days=nights)
    stay = _range("rooms.free", gte=str(first), lte=str(last), relation="contains")
    return both(stay, _range("rooms.notice_days", lte=(first - query.today).days))


def _free_seats(query: OfferQuery) -> Query:
    days = [
        _range("seats.day", gte=str(starts.first), lte=str(starts.latest_day))
        for starts in query.dates
    ]
    return _nested("seats", _range("seats.seats", gte=query.share), either(days))
