"""The same index without our work: ready-made rows or actions, into the same tables and indexes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from typing import Any, Final

from django.db import connection, transaction

from bench.tools.engines import BATCH
from search.index.documents import OfferDocument

COPIED: Final = ("offer", "text", "free", "gone", "tag", "term", "word")


def bare_of(engine: Any, documents: Sequence[OfferDocument]) -> Callable[[], None]:
    """A function that builds it. What answers now holds these documents: it is where rows are from.

    It begins and ends as a rebuild does: an empty index is made, the full one answers and is asked
    how much it holds.
    """
    write = {"elasticsearch": _bulk, "postgres": _copy, "sqlite": _insert}[engine.name]
    ready = write(engine, documents)
    gc.collect()
    gc.freeze()  # nobody's rebuild shall pay for what lies ready here

    def build() -> None:
        building = engine.build()
        ready(building)
        building.finish()
        engine.health()

    return build


def _bulk(engine: Any, documents: Sequence[OfferDocument]) -> Callable[[Any], None]:
    """The client's own helper."""
    from elasticsearch import helpers  # noqa: PLC0415

    from search.engines.elasticsearch.documents import source_of  # noqa: PLC0415

    actions = [{"_id": str(one.pk), "_source": source_of(one)} for one in documents]

    def write(building: Any) -> None:
        helpers.bulk(engine.writer, actions, index=building.alias, chunk_size=BATCH)

    return write


def _copy(_engine: Any, _documents: Sequence[OfferDocument]) -> Callable[[Any], None]:
    """One COPY for each table; its secondary indexes and statistics are made by `finish`."""
    from search.engines.postgres.tables import LIVE, generations, names_of  # noqa: PLC0415

    (live,) = generations(LIVE)
    data_by_table = {}
    with connection.cursor() as cursor:
        for name in COPIED:
            with cursor.copy(f"COPY {names_of(live)[name]} TO STDOUT") as copy:
                data_by_table[name] = b"".join(copy)

    def write(building: Any) -> None:
        names = names_of(building.generation)
        with transaction.atomic(), connection.cursor() as cursor:
            for name, lines in data_by_table.items():
                with cursor.copy(f"COPY {names[name]} FROM STDIN") as copy:
                    copy.write(lines)

    return write


def _insert(_engine: Any, documents: Sequence[OfferDocument]) -> Callable[[Any], None]:
    """One statement for each table; what the full text keeps can't be read back, and is made."""
    from search.engines.sqlite.nearby import tokens_of  # noqa: PLC0415
    from search.engines.sqlite.tables import (  # noqa: PLC0415
        FIELDS,
        live_generation,
        names_of,
        rows,
    )

    live = names_of(live_generation())
    tiles = {one.pk: tokens_of(one.point) for one in documents}
    data_by_table = {
        name: rows(f"SELECT * FROM {table}")  # noqa: S608  our names
        for name, table in live.items()
        if name != "text"
    }
    data_by_table["text"] = [(*row, tiles[row[0]]) for row in data_by_table["said"]]

    def write(building: Any) -> None:
        names = names_of(building.generation)
        with transaction.atomic(), connection.cursor() as cursor:
            for name, ready in ((name, ready) for name, ready in data_by_table.items() if ready):
                columns = f" (rowid, {', '.join(FIELDS)}, tiles)" if name == "text" else ""
                marks = ", ".join(["%s"] * len(ready[0]))
                insert = f"INSERT INTO {names[name]}{columns} VALUES ({marks})"  # noqa: S608  our names
                cursor.executemany(insert, ready)

    return write
