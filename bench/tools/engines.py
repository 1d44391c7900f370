"""The engines that a bench can reach: that of its database, and Elasticsearch where it is named."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

from django.db import connection

from search.index.documents import OfferDocument
from search.query.contract import Engine, in_batches

BATCH: Final = 500
PATIENCE: Final = 60  # seconds: a bench waits longer than a reader


def engines() -> list[Engine]:
    """All that this process can reach."""
    node = os.environ.get("ELASTICSEARCH_URL")
    return [database_engine(), *([elastic_engine(node)] if node else [])]


def database_engine() -> Engine:
    """The engine of the database at hand."""
    if connection.vendor == "postgresql":
        from search.engines.postgres import PostgresEngine  # noqa: PLC0415

        return PostgresEngine()
    from search.engines.sqlite import SqliteEngine  # noqa: PLC0415

    return SqliteEngine()


def elastic_engine(node: str) -> Engine:
    """The one behind an address, with indices of its own."""
    from search.engines.address import Address  # noqa: PLC0415
    from search.engines.elasticsearch import ElasticEngine  # noqa: PLC0415

    address = Address(node.rstrip("/"), prefix=f"bench-{os.getpid()}", timeout=PATIENCE)
    return ElasticEngine(address, refresh=True)


def fill(engine: Engine, documents: Iterable[OfferDocument]) -> int:
    """Build the index anew. Returns how many documents it holds."""
    building = engine.build()
    for batch in in_batches(documents, version=1, size=BATCH):
        building.write(batch)
    building.finish()
    return engine.health().documents
