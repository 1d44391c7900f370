"""How often each value of each facet occurs, in the same request as the hits."""

from __future__ import annotations

from typing import Any, Final

from hosting.enums import Facet
from search.engine.elastic.conditions import Clause, both

MOST_VALUES: Final = 10_000  # more than a facet ever has, so that every count is exact
COMMON: Final = "common"


def aggregations(choices: dict[Facet, Clause]) -> dict[str, Any]:
    """Facets without a choice of their own are counted together, each other one by itself."""
    free = {facet.value: _values(facet) for facet in Facet if facet not in choices}
    common = {COMMON: {"filter": both(*choices.values()), "aggs": free}}
    return common | {
        facet.value: {
            "filter": both(*(clause for other, clause in choices.items() if other != facet)),
            "aggs": {facet.value: _values(facet)},
        }
        for facet in choices
    }


def counts(told: dict[str, Any]) -> dict[Facet, dict[str, int]]:
    return {
        facet: {
            bucket["key"]: bucket["doc_count"]
            for bucket in told.get(facet.value, told[COMMON])[facet.value]["buckets"]
        }
        for facet in Facet
    }


def _values(facet: Facet) -> dict[str, Any]:
    return {"terms": {"field": f"tags.{facet.value}", "size": MOST_VALUES}}
