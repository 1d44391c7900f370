"""How often each value of each facet occurs, in the same request as the hits."""

from __future__ import annotations

from typing import Any, Final

from elasticsearch.dsl import A
from elasticsearch.dsl.aggs import Agg
from elasticsearch.dsl.query import Query

from hosting.offers.choices.lists import Facet
from search.engines.elasticsearch.conditions import both
from search.engines.elasticsearch.documents import tag_of

MOST_VALUES: Final = 30_000  # more than there ever are, so that every count is exact
COMMON: Final = "common"
VALUES: Final = "values"


def aggregations(choices: dict[Facet, Query]) -> dict[str, Agg]:
    """Facets without a choice of their own are counted together, each other one by itself."""
    asked = {COMMON: _counted(list(choices.values()))}
    for facet in choices:
        others = [clause for other, clause in choices.items() if other != facet]
        asked[facet.value] = _counted(others, include=f"{tag_of(facet, '')}.*")
    return asked


def counts(aggregations_data: dict[str, Any]) -> dict[Facet, dict[str, int]]:
    """How many offers have each value."""
    found: dict[Facet, dict[str, int]] = {facet: {} for facet in Facet}
    for name, answer in aggregations_data.items():
        for bucket in answer.get(VALUES, answer)["buckets"]:
            facet, _colon, value = bucket["key"].partition(":")
            if name == facet or (name == COMMON and facet not in aggregations_data):
                found[Facet(facet)][value] = bucket["doc_count"]
    return found


def _counted(others: list[Query], **only: str) -> Agg:
    terms = A("terms", field="tags", size=MOST_VALUES, **only)
    return A("filter", filter=both(*others), aggs={VALUES: terms}) if others else terms
