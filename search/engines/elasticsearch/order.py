"""In which order: sort keys of the published parameters, and what they say of a hit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from core.values.geo import Point
from search.engines.elasticsearch.conditions import LONGER
from search.query.engine_results import Hit, Reasons
from search.query.errors import InvalidPageCursorError
from search.query.offer_query import NEW_FOR, OfferQuery, Position
from search.query.states import Order

LARGEST: Final = 2**63
SHOWN: Final = ["pk", "host", "published_on", "latitude", "longitude"]
METRES: Final = "_geo_distance"
HIGHEST_FIRST: Final = {"_score": "desc"}

type Sort = list[dict[str, Any]]


class Ordering:
    """The sort of one question. A score is how well words fit, else how new something is."""

    def __init__(self, query: OfferQuery, *, has_text: bool) -> None:
        self.query = query
        self.has_text = has_text
        self.draw = f"draws.d{query.draw}"
        self.sort = self._sort()
        keys = [next(iter(key)) for key in self.sort]
        self.metres_at = keys.index(METRES) if METRES in keys else None

    def _sort(self) -> Sort:
        last: Sort = [{self.draw: "asc"}, {"pk": "asc"}]
        metres = [self._metres()] if self.query.near else []
        if self.query.order == Order.NEWEST:
            return [{"published_on": "desc"}, *last]
        if self.query.order == Order.DISTANCE and metres:
            return [*metres, *last]
        kind: Sort = [{"is_other": "asc"}] if self.query.has_stays_first else []
        if self.has_text:
            return [*kind, HIGHEST_FIRST, *metres, self._newest(), *last]
        return [*kind, *metres, HIGHEST_FIRST, *last]

    def shown(self) -> list[str]:
        return [*SHOWN, self.draw]

    def fresh(self) -> list[Query]:
        """Clauses that add up to `fresh`: one for each day, as nobody may write a script here.

        Tomorrow counts too: it has begun already for somebody.
        """
        return [
            Q(
                "constant_score",
                filter=Q("term", published_on=str(self._day(age))),
                boost=NEW_FOR - age,
            )
            for age in range(-1, NEW_FOR)
        ]

    def hit(self, found: dict[str, Any], pit: str) -> Hit:
        fields, values = found["fields"], found["sort"][: len(self.sort)]
        days = (self.query.today - date.fromisoformat(fields["published_on"][0])).days
        reasons = Reasons(
            words=found["_score"] if self.has_text else 0.0,
            metres=self._metres_of(fields, values),
            fresh=max(0, NEW_FOR - days),
            draw=fields[self.draw][0],
        )
        position: Position = (*values, pit) if pit else tuple(values)
        return Hit(fields["pk"][0], fields["host"][0], reasons, position)

    def place(self) -> tuple[list[Any], str] | None:
        """Where the wished page begins, and the point in time it reads from, if any."""
        if self.query.after is None:
            return None
        values, pit = list(self.query.after), ""
        if values and isinstance(values[-1], str):
            pit = str(values.pop())
        numbers = all(
            isinstance(one, int | float) and not isinstance(one, bool) and abs(one) < LARGEST
            for one in values
        )
        if len(values) != len(self.sort) or not numbers:
            raise InvalidPageCursorError
        return values, pit

    def _metres(self) -> dict[str, Any]:
        """Of several points the server takes the nearest."""
        points = [near.point for near in self.query.near]
        at = [{"lat": point.latitude, "lon": point.longitude} for point in points]
        return {METRES: {"point": at, "order": "asc", "mode": "min", "unit": "m"}}

    def _metres_of(self, fields: dict[str, Any], values: list[Any]) -> float | None:
        """As they were sorted by; else from the point, where there is one."""
        if self.metres_at is not None:
            return float(values[self.metres_at]) / LONGER
        if not self.query.near or "latitude" not in fields:
            return None
        there = Point(fields["latitude"][0], fields["longitude"][0])
        return min(there.distance_to(near.point) for near in self.query.near)

    def _newest(self) -> dict[str, Any]:
        """The day of publication, where it is new; everything older is equal."""
        since = Q("range", news__day={"gt": self.query.new_since.toordinal()})
        nested = {"path": "news", "filter": since.to_dict()}
        return {"news.day": {"order": "desc", "missing": 0, "nested": nested}}

    def _day(self, age: int) -> date:
        return self.query.today - timedelta(days=age)
