"""Questions as requests, and their answers: hits with all counts, totals, places, words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from elasticsearch import ApiError, Elasticsearch, NotFoundError
from elasticsearch.dsl import A, MultiSearch, Q, Search
from elasticsearch.dsl.query import Query

from core.values.geo import Box, Point
from search.engines.elasticsearch import facets
from search.engines.elasticsearch.conditions import EVERYTHING, both, choices, conditions
from search.engines.elasticsearch.connection import Patience, names_no_index, require_whole
from search.engines.elasticsearch.order import Ordering
from search.engines.elasticsearch.wording import Wording, wordings
from search.engines.grid import zoom_for
from search.query.engine_results import Area, Cell, Hits, Pin
from search.query.offer_query import OfferQuery

PIT_LIVES: Final = "3m"  # as long as somebody reads a page
PLACED: Final = Q("exists", field="point")
MOST_CELLS: Final = 10_000
BY_KEY: Final[dict[str, Any]] = {"pk": "asc"}
TOTAL: Final = {"size": 0, "track_total_hits": True}
BOUNDS: Final = {
    "south": ("min", "latitude"),
    "west": ("min", "longitude"),
    "north": ("max", "latitude"),
    "east": ("max", "longitude"),
}


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
            search = Search().query(fitting).extra(**TOTAL)
            for side, (measure, field) in BOUNDS.items():
                search.aggs.metric(side, measure, field=field)
            response = self._ask(search)
            total = response["hits"]["total"]["value"]
            if total:
                sides = response["aggregations"]
                bounds = Box(**{side: sides[side]["value"] for side in BOUNDS})
                if total <= most:
                    return Area(bounds, pins=self._pins(fitting, most))
                zoom = zoom_for(bounds, across=across)
                return Area(bounds, cells=self._cells(fitting, zoom), zoom=zoom)
        return Area(None)

    def _hits(self, query: OfferQuery, wording: Wording | None, *, counted: bool) -> Hits:
        ordering = Ordering(query, has_text=wording is not None)
        chosen = choices(query)
        must = {"must": [wording.clause()]} if wording else {"should": ordering.fresh()}
        search = (
            Search()
            .query(Q("bool", filter=conditions(query), **must))
            .post_filter(both(*chosen.values()) if chosen else EVERYTHING)
            .sort(*ordering.sort)
            .source(False)
            .extra(
                track_scores=wording is not None,
                track_total_hits=True,
                size=query.size,
                docvalue_fields=ordering.shown(),
            )
        )
        if counted:
            for name, counts in facets.aggregations(chosen).items():
                search.aggs.bucket(name, counts)
        response, pit = self._page(ordering, search)
        total = response["hits"]["total"]["value"]
        return Hits(
            hits=tuple(ordering.hit(found, pit) for found in response["hits"]["hits"]),
            total=total,
            facets=facets.counts(response["aggregations"]) if counted else {},
            corrected=wording.corrected if wording and total else "",
        )

    def _page(self, ordering: Ordering, search: Search) -> tuple[Any, str]:
        """From the second page on, a reader reads the index as it was then.

        Most never go there, and each point in time costs the server open files; so the first page
        opens none, and the last one closes it.
        """
        place = ordering.place()
        if place is None:
            return self._ask(search), ""
        values, pit = place
        response, pit = self._in_time(search.extra(search_after=values), pit)
        if pit and len(response["hits"]["hits"]) < ordering.query.size:
            self._close(pit)
            pit = ""
        return response, pit

    def _in_time(self, search: Search, pit: str) -> tuple[Any, str]:
        """Where the point in time is over, or there are too many: the place alone is enough."""
        try:
            pit = pit or self._open()
            in_time = search.extra(pit={"id": pit, "keep_alive": PIT_LIVES})
            response = self._ask(in_time, pinned=True)
        except ApiError:
            return self._ask(search), ""
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
        searches = MultiSearch()
        for query, wording in asked:
            narrowed = Search().query(both(*_narrowed(query, wording))).extra(**TOTAL)
            searches = searches.add(narrowed)
        client = self._hurried()
        response = client.msearch(index=self.alias, searches=searches.to_dict())["responses"]
        for answer in response:
            require_whole(answer)
        return [answer["hits"]["total"]["value"] for answer in response]

    def _pins(self, fitting: Query, most: int) -> tuple[Pin, ...]:
        search = (
            Search()
            .query(fitting)
            .sort(BY_KEY)
            .source(False)
            .extra(size=most, docvalue_fields=["pk", "latitude", "longitude"])
        )
        found = [hit["fields"] for hit in self._ask(search)["hits"]["hits"]]
        return tuple(
            Pin(one["pk"][0], Point(one["latitude"][0], one["longitude"][0])) for one in found
        )

    def _cells(self, fitting: Query, zoom: int) -> tuple[Cell, ...]:
        search = Search().query(fitting).extra(size=0)
        grid = A("geotile_grid", field="point", precision=zoom, size=MOST_CELLS)
        search.aggs.bucket("grid", grid).metric("middle", "geo_centroid", field="point")
        response = self._ask(search)
        cells = []
        for bucket in response["aggregations"]["grid"]["buckets"]:
            _zoom, x, y = map(int, bucket["key"].split("/"))
            at = bucket["middle"]["location"]
            cells.append(Cell(x, y, Point(at["lat"], at["lon"]), bucket["doc_count"]))
        return tuple(cells)

    def _suggest(self, search: Search) -> dict[str, Any]:
        return dict(self._ask(search)["suggest"])

    def _ask(self, search: Search, *, pinned: bool = False) -> Any:
        """Once more where the index was replaced while we asked it."""
        body = search.to_dict()
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


def _narrowed(query: OfferQuery, wording: Wording | None) -> list[Query]:
    text = [wording.clause()] if wording else []
    return [*conditions(query), *choices(query).values(), *text]
