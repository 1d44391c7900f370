"""Questions as requests, and their answers: hits with all counts, totals, places, words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from elasticsearch import ApiError, Elasticsearch, NotFoundError

from core.values.geo import Box, Point
from search.engines.elasticsearch import facets
from search.engines.elasticsearch.conditions import EVERYTHING, Clause, both, choices, conditions
from search.engines.elasticsearch.connection import Patience, names_no_index, require_whole
from search.engines.elasticsearch.order import Ordering
from search.engines.elasticsearch.wording import Wording, wordings
from search.engines.grid import zoom_for
from search.query.engine_results import Area, Cell, Hits, Pin
from search.query.offer_query import OfferQuery

PIT_LIVES: Final = "3m"  # as long as somebody reads a page
PLACED: Final[Clause] = {"exists": {"field": "point"}}
MOST_CELLS: Final = 10_000
TOTAL: Final = {"size": 0, "track_total_hits": True}


class ElasticQuery:
    """One answer: all its requests share one patience."""

    def __init__(self, client: Elasticsearch, alias: str, seconds: float) -> None:
        self.client = client
        self.alias = alias
        self.patience = Patience(seconds)

    def hits(self, query: OfferQuery, *, counted: bool = True) -> Hits:
        """Without facets where nobody asks for their counts."""
        hits = Hits((), 0)
        for wording in wordings(query.text, self._suggest):
            hits = self._hits(query, wording, counted=counted)
            if hits.total:
                break
        return hits

    def totals(self, queries: Sequence[OfferQuery]) -> list[int]:
        """All in one request; those with a text that finds nothing are then asked by themselves."""
        if not queries:
            return []
        first = [next(wordings(query.text, self._suggest)) for query in queries]
        totals = self._count(list(zip(queries, first, strict=True)))
        return [
            self._total(query) if not total and wording else total
            for query, wording, total in zip(queries, first, totals, strict=True)
        ]

    def area(self, query: OfferQuery, *, across: int, most: int) -> Area:
        for wording in wordings(query.text, self._suggest):
            fitting = both(*_narrowed(query, wording), PLACED)
            response = self._ask({"query": fitting, "aggs": _bounds(), **TOTAL})
            total = response["hits"]["total"]["value"]
            if total:
                bounds = _box(response["aggregations"])
                if total <= most:
                    return Area(bounds, pins=self._pins(fitting, most))
                zoom = zoom_for(bounds, across=across)
                return Area(bounds, cells=self._cells(fitting, zoom), zoom=zoom)
        return Area(None)

    def _hits(self, query: OfferQuery, wording: Wording | None, *, counted: bool) -> Hits:
        ordering = Ordering(query, has_text=wording is not None)
        chosen = choices(query)
        must = {"must": [wording.clause()]} if wording else {"should": ordering.fresh()}
        body = {
            "query": {"bool": {"filter": conditions(query), **must}},
            "post_filter": both(*chosen.values()) if chosen else EVERYTHING,
            "aggs": facets.aggregations(chosen) if counted else {},
            "sort": ordering.sort,
            "track_scores": wording is not None,
            "track_total_hits": True,
            "size": query.size,
            "_source": False,
            "docvalue_fields": ordering.shown(),
        }
        response, pit = self._page(ordering, body)
        total = response["hits"]["total"]["value"]
        return Hits(
            hits=tuple(ordering.hit(found, pit) for found in response["hits"]["hits"]),
            total=total,
            facets=facets.counts(response["aggregations"]) if counted else {},
            corrected=wording.corrected if wording and total else "",
        )

    def _page(self, ordering: Ordering, body: dict[str, Any]) -> tuple[Any, str]:
        """From the second page on, a reader reads the index as it was then.

        Most never go there, and each point in time costs the server open files; so the first page
        opens none, and the last one closes it.
        """
        place = ordering.place()
        if place is None:
            return self._ask(body), ""
        values, pit = place
        body["search_after"] = values
        response, pit = self._in_time(body, pit)
        if pit and len(response["hits"]["hits"]) < body["size"]:
            self._close(pit)
            pit = ""
        return response, pit

    def _in_time(self, body: dict[str, Any], pit: str) -> tuple[Any, str]:
        """Where the point in time is over, or there are too many: the place alone is enough."""
        try:
            pit = pit or self._open()
            response = self._ask({**body, "pit": {"id": pit, "keep_alive": PIT_LIVES}}, pinned=True)
        except ApiError:
            return self._ask(body), ""
        return response, str(response.get("pit_id", pit))

    def _open(self) -> str:
        hurried = self._hurried()
        return str(hurried.open_point_in_time(index=self.alias, keep_alive=PIT_LIVES)["id"])

    def _close(self, pit: str) -> None:
        try:
            self._hurried().close_point_in_time(id=pit)
        except ApiError:  # it closes by itself a little later
            return

    def _total(self, query: OfferQuery) -> int:
        for wording in wordings(query.text, self._suggest):
            if total := self._count([(query, wording)])[0]:
                return total
        return 0

    def _count(self, asked: Sequence[tuple[OfferQuery, Wording | None]]) -> list[int]:
        searches: list[dict[str, Any]] = []
        for query, wording in asked:
            searches += [{}, {"query": both(*_narrowed(query, wording)), **TOTAL}]
        response = self._hurried().msearch(index=self.alias, searches=searches)["responses"]
        for answer in response:
            require_whole(answer)
        return [answer["hits"]["total"]["value"] for answer in response]

    def _pins(self, fitting: Clause, most: int) -> tuple[Pin, ...]:
        shown = {"_source": False, "docvalue_fields": ["pk", "latitude", "longitude"]}
        body = {"query": fitting, "size": most, "sort": [{"pk": "asc"}], **shown}
        found = [hit["fields"] for hit in self._ask(body)["hits"]["hits"]]
        return tuple(
            Pin(one["pk"][0], Point(one["latitude"][0], one["longitude"][0])) for one in found
        )

    def _cells(self, fitting: Clause, zoom: int) -> tuple[Cell, ...]:
        grid = {
            "geotile_grid": {"field": "point", "precision": zoom, "size": MOST_CELLS},
            "aggs": {"middle": {"geo_centroid": {"field": "point"}}},
        }
        response = self._ask({"query": fitting, "size": 0, "aggs": {"grid": grid}})
        return tuple(map(_cell, response["aggregations"]["grid"]["buckets"]))

    def _suggest(self, suggest: dict[str, Any]) -> dict[str, Any]:
        response = self._ask({"size": 0, "suggest": suggest})
        return dict(response["suggest"])

    def _ask(self, body: dict[str, Any], *, pinned: bool = False) -> Any:
        """Once more where the index was replaced while we asked it."""
        try:
            response = self._search(body, pinned=pinned)
        except NotFoundError as error:
            if pinned or not names_no_index(error):
                raise
            response = self._search(body)
        require_whole(response)
        return response

    def _search(self, body: dict[str, Any], *, pinned: bool = False) -> Any:
        """Half an answer would be a wrong one. A point in time knows its index."""
        index = None if pinned else self.alias
        return self._hurried().search(index=index, body=body, allow_partial_search_results=False)

    def _hurried(self) -> Elasticsearch:
        return self.client.options(request_timeout=self.patience.left())


def _narrowed(query: OfferQuery, wording: Wording | None) -> list[Clause]:
    text = [wording.clause()] if wording else []
    return [*conditions(query), *choices(query).values(), *text]


def _bounds() -> dict[str, Any]:
    return {
        "south": {"min": {"field": "latitude"}},
        "west": {"min": {"field": "longitude"}},
        "north": {"max": {"field": "latitude"}},
        "east": {"max": {"field": "longitude"}},
    }


def _box(response: dict[str, Any]) -> Box:
    return Box(**{side: response[side]["value"] for side in ("south", "west", "north", "east")})


def _cell(bucket: dict[str, Any]) -> Cell:
    _zoom, x, y = map(int, bucket["key"].split("/"))
    at = bucket["middle"]["location"]
    return Cell(x, y, Point(at["lat"], at["lon"]), bucket["doc_count"])
