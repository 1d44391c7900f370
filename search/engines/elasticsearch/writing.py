"""Writing in bulk: an older version never wins, and nothing is lost without a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from elasticsearch import Elasticsearch, helpers

from search.engines.elasticsearch.connection import GONE
from search.engines.elasticsearch.documents import source_of
from search.query.contract import Batch
from search.query.errors import IndexUnfitError, SearchDownError

OLDER: Final = 409  # the index knows something newer: it is right, and we are late
NEVER_THERE: Final = 404  # what was to be taken away
FOR_A_SHARD: Final = "10s"  # that is nowhere just now; then the server refuses
PART: Final = 500
PART_BYTES: Final = 10 * 1024 * 1024

type Action = dict[str, Any]


def send(
    client: Elasticsearch, alias: str, actions: Sequence[Action], *, refresh: bool = False
) -> None:
    """All of it, to the index behind this alias. Raises before anything is believed written."""
    _done, problems = helpers.bulk(
        client,
        actions,
        index=alias,
        require_alias=True,  # or the server would make an index of that name, without our fields
        chunk_size=PART,
        max_chunk_bytes=PART_BYTES,
        raise_on_error=False,
        refresh=refresh,
        timeout=FOR_A_SHARD,
    )
    for problem in problems if isinstance(problems, list) else ():
        refused = next(iter(problem.values()))
        error = refused.get("error")
        if refused["status"] == OLDER or (refused["status"] == NEVER_THERE and not error):
            continue
        kind = error.get("type", "") if isinstance(error, dict) else str(error)
        raise IndexUnfitError if kind == GONE else SearchDownError(reason=kind)


def actions_of(batch: Batch) -> list[Action]:
    """What the server is to do, ready to be sent."""
    version = {"version": batch.version, "version_type": "external_gte"}
    return [
        *(
            {"_id": str(document.pk), "_source": source_of(document), **version}
            for document in batch.documents
        ),
        *({"_op_type": "delete", "_id": str(pk), **version} for pk in batch.gone),
    ]
