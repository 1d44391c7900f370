"""The tables of one index. They are made and dropped by the engine: what is in them can be rebuilt.

Each index is a generation with tables of its own, so that a new one is built beside the old one.
Secondary indexes and statistics come last: what is built in one go is built faster.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import ProgrammingError, connection, transaction

from search.engines.postgres.facet_columns import COLUMNS
from search.index.documents import DRAWS
from search.query.contract import SCHEMA
from search.query.errors import ExtensionRefusedError, IndexUnfitError

type Names = dict[str, str]

LIVE, BUILDING, OLD = "live", "building", "old"
DRAWN: Final = tuple(f"draw_{number}" for number in range(DRAWS))
REGISTER: Final = """
CREATE TABLE IF NOT EXISTS search_index (
    generation bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    schema integer NOT NULL, state text NOT NULL
)"""
TABLES: Final = {
    # What is read of every offer comes first: PostgreSQL walks through a row up to there.
    "offer": f"""CREATE TABLE {{offer}} (
        id bigint PRIMARY KEY, latitude float8, longitude float8, tile integer,
        party_min integer NOT NULL, party_max integer NOT NULL, published integer NOT NULL,
        {" bigint NOT NULL, ".join(COLUMNS)} bigint NOT NULL,
        {" integer NOT NULL, ".join(DRAWN)} integer NOT NULL,
        host bigint NOT NULL, version bigint NOT NULL, fingerprint text NOT NULL
    )""",
    "text": "CREATE TABLE {text} (id bigint PRIMARY KEY, vector tsvector NOT NULL)",
    # A span of nights, or a day with seats, which has no night: `until` is `first`.
    "free": """CREATE TABLE {free} (
        id bigint NOT NULL, first integer NOT NULL, until integer NOT NULL, takes integer NOT NULL,
        notice_days integer NOT NULL, min_nights integer NOT NULL, max_nights integer NOT NULL
    )""",
    "gone": "CREATE TABLE {gone} (id bigint PRIMARY KEY, version bigint NOT NULL)",
    "tag": """CREATE TABLE {tag} (
        facet text NOT NULL, tag text NOT NULL, combo bigint NOT NULL,
        PRIMARY KEY (combo, facet, tag)
    )""",
    "term": "CREATE TABLE {term} (term text PRIMARY KEY, offers integer NOT NULL)",
    "word": """CREATE TABLE {word} (
        word text COLLATE "C" PRIMARY KEY, folded text COLLATE "C" NOT NULL,
        offers integer NOT NULL
    )""",
}
INDEXES: Final = (
    "CREATE INDEX ON {offer} USING gist (point(longitude, latitude))",
    "CREATE INDEX ON {offer} (tile, latitude, longitude)",  # all that a map without choices reads
    "CREATE INDEX ON {text} USING gin (vector) WITH (fastupdate = off)",
    "CREATE INDEX ON {free} (id)",
    "CREATE INDEX ON {tag} (facet, tag)",
    "CREATE INDEX ON {word} USING gin (folded gin_trgm_ops)",
)
WHILE_BUILDING: Final = "SELECT set_config('maintenance_work_mem', '256MB', true)"


def names_of(generation: int) -> Names:
    """What each table is called; for `str.format`."""
    return {name: f"search_{generation}_{name}" for name in TABLES}


def create() -> int:
    """An empty index, not yet answering. One that was never finished goes."""
    # What all indexes share. Two who begin at once wait for each other.
    with transaction.atomic():
        run("SELECT pg_advisory_xact_lock(hashtext('search_index'))")
        run(REGISTER)
        try:
            with transaction.atomic():
                run("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except ProgrammingError as error:
            raise ExtensionRefusedError(extension="pg_trgm") from error
    with transaction.atomic():
        lock()
        for generation in generations(BUILDING, OLD):
            _drop(generation)
        ((generation,),) = rows(
            "INSERT INTO search_index (schema, state) VALUES (%s, %s) RETURNING generation",
            [SCHEMA, BUILDING],
        )
        for statement in TABLES.values():
            run(statement.format(**names_of(generation)))
    return int(generation)


def lock() -> None:
    """Whoever writes waits for whoever wrote before; nobody who reads waits."""
    run("LOCK TABLE search_index IN SHARE ROW EXCLUSIVE MODE")


def finish(generation: int) -> None:
    """It gets its indexes and answers from now on; every other one goes.

    The others are dropped afterwards: to wait for whoever still reads them must keep nobody from
    reading the new one.
    """
    with transaction.atomic():
        require_building(generation)
        run(WHILE_BUILDING)
        for statement in INDEXES:
            run(statement.format(**names_of(generation)))
    # Statistics for the planner; and, where no transaction is open, the map of visible rows.
    verb = "ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)"
    for name in names_of(generation).values():
        run(f"{verb} {name}")
    with transaction.atomic():
        require_building(generation)
        run("UPDATE search_index SET state = %s WHERE state = %s", [OLD, LIVE])
        run("UPDATE search_index SET state = %s WHERE generation = %s", [LIVE, generation])
    for old in generations(OLD):
        # Table after table, each by itself. Who holds one while waiting for the next may wait for
        # somebody who reads that one and wants the first: the database would send the reader away.
        for name in names_of(old).values():
            with transaction.atomic():
                lock()
                run(f"DROP TABLE IF EXISTS {name}")
        with transaction.atomic():
            lock()
            _drop(old)


@transaction.atomic
def abandon(generation: int) -> None:
    """Nothing is left of it, unless it answers by now."""
    lock()
    if generation in generations(BUILDING):
        _drop(generation)


def require_building(generation: int) -> None:
    """Nobody threw it away meanwhile. Until the end of the transaction nobody will."""
    lock()
    if generation not in generations(BUILDING):
        raise IndexUnfitError


def _drop(generation: int) -> None:
    for name in names_of(generation).values():
        run(f"DROP TABLE IF EXISTS {name}")
    run("DELETE FROM search_index WHERE generation = %s", [generation])


def generations(*states: str) -> list[int]:
    """The numbers of all indexes in one of these states, of whatever version."""
    found = rows("SELECT generation FROM search_index WHERE state = ANY(%s)", [list(states)])
    return [generation for (generation,) in found]


def writable() -> list[int]:
    """The index that answers and one that is being built, as far as they are of this version."""
    found = rows(
        "SELECT generation FROM search_index WHERE schema = %s AND state = ANY(%s) "
        "ORDER BY generation",
        [SCHEMA, [LIVE, BUILDING]],
    )
    if not found:
        raise IndexUnfitError
    return [generation for (generation,) in found]


def rows(statement: str, parameters: Any = None) -> list[tuple[Any, ...]]:
    """What a statement answers. Everything that somebody typed is a parameter."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def run(statement: str, parameters: Any = None) -> None:
    """A statement whose answer doesn't matter."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
