"""The tables of one index. They are made and dropped by the engine: what is in them can be rebuilt.

Each index is a generation with tables of its own, so that a new one is built beside the old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db import connection, transaction

from hosting.offers.choices.lists import Facet
from search.engines.facet_combinations import readable
from search.index.documents import DRAWS
from search.query.contract import SCHEMA
from search.query.errors import IndexUnfitError

LIVE, BUILDING = "live", "building"
MICRO: Final = 1_000_000  # degrees are summed in whole millionths: what is added can be taken away
FIELDS: Final = (
    "title",
    "labels",
    "around",
    "words",
)  # of the full text, in the order of its table
COMBOS: Final = tuple(f"in_{facet.value}" for facet in Facet)
DRAWN: Final = tuple(f"draw_{number}" for number in range(DRAWS))
NUMBERS: Final = " INTEGER NOT NULL, ".join((*COMBOS, *DRAWN)) + " INTEGER NOT NULL"
REGISTER: Final = """
CREATE TABLE IF NOT EXISTS search_index (
    generation INTEGER PRIMARY KEY AUTOINCREMENT, schema INTEGER NOT NULL, state TEXT NOT NULL
)"""
TABLES: Final = (
    """CREATE TABLE {offer} (
        id INTEGER PRIMARY KEY, version INTEGER NOT NULL, fingerprint TEXT NOT NULL,
        host INTEGER NOT NULL, latitude REAL, longitude REAL, x INTEGER, y INTEGER,
        party_min INTEGER NOT NULL, party_max INTEGER NOT NULL, notice_days INTEGER NOT NULL,
        min_nights INTEGER NOT NULL, max_nights INTEGER NOT NULL, published INTEGER NOT NULL,
        {numbers}
    )""",
    "CREATE TABLE {gone} (id INTEGER PRIMARY KEY, version INTEGER NOT NULL)",
    """CREATE TABLE {span} (
        id INTEGER NOT NULL, room INTEGER NOT NULL, first INTEGER NOT NULL,
        until INTEGER NOT NULL, sleeps INTEGER NOT NULL, PRIMARY KEY (id, room, first)
    ) WITHOUT ROWID""",
    """CREATE TABLE {seats} (
        id INTEGER NOT NULL, day INTEGER NOT NULL, seats INTEGER NOT NULL, PRIMARY KEY (id, day)
    ) WITHOUT ROWID""",
    """CREATE TABLE {combo} (
        id INTEGER PRIMARY KEY, facet TEXT NOT NULL, tags TEXT NOT NULL, offers INTEGER NOT NULL
    )""",
    """CREATE TABLE {word} (
        word TEXT PRIMARY KEY, folded TEXT NOT NULL, offers INTEGER NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX {word}_folded ON {word} (folded)",
    "CREATE VIRTUAL TABLE {box} USING rtree (id, south, north, west, east)",
    """CREATE VIRTUAL TABLE {text} USING fts5 (
        title, labels, around, words, tiles, content='', contentless_delete=1,
        tokenize="unicode61 remove_diacritics 0", prefix='2 3'
    )""",
    """CREATE TABLE {said} (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL, labels TEXT NOT NULL, around TEXT NOT NULL,
        words TEXT NOT NULL
    )""",
    "CREATE TABLE {form} (form TEXT PRIMARY KEY, offers INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX {combo}_facet ON {combo} (facet)",
    """CREATE TABLE {tile} (
        x INTEGER NOT NULL, y INTEGER NOT NULL, offers INTEGER NOT NULL, south INTEGER NOT NULL,
        west INTEGER NOT NULL, PRIMARY KEY (x, y)
    ) WITHOUT ROWID""",
    # All that a map reads of the offers along its edges.
    "CREATE INDEX {offer}_latitude ON {offer} (latitude, longitude)",
    "CREATE INDEX {offer}_longitude ON {offer} (longitude, latitude)",
)
# How many offers it holds.
ALL: Final = f"SELECT coalesce(sum(offers), 0) FROM {{combo}} WHERE facet = '{Facet.KIND.value}'"
IN_ONE: Final = 5_000  # numbers in one statement
LISTS: Final = {"numbers": NUMBERS}
NAMES: Final = (
    "offer",
    "gone",
    "span",
    "seats",
    "combo",
    "word",
    "box",
    "text",
    "said",
    "form",
    "tile",
)


def names_of(generation: int) -> dict[str, str]:
    """What each table is called; for `str.format`."""
    return {name: f"search_{generation}_{name}" for name in NAMES}


def generations(state: str | None = None) -> list[tuple[int, int]]:
    """Number and schema of each index, the newest first."""
    if not rows("SELECT 1 FROM sqlite_master WHERE name = 'search_index'"):
        return []
    return rows(
        "SELECT generation, schema FROM search_index WHERE state = coalesce(%s, state) "
        "ORDER BY generation DESC",
        [state],
    )


def live_generation() -> int:
    """The index that answers. Raises IndexUnfitError."""
    found = rows(
        "SELECT generation FROM search_index WHERE state = %s AND schema = %s", [LIVE, SCHEMA]
    )
    if not found:
        raise IndexUnfitError
    return int(found[0][0])


@transaction.atomic
def create() -> int:
    """An empty index, not yet answering. One that was never finished goes."""
    for generation, _schema in generations(BUILDING):
        drop(generation)
    with connection.cursor() as cursor:
        cursor.execute(REGISTER)
        cursor.execute(
            "INSERT INTO search_index (schema, state) VALUES (%s, %s)", [SCHEMA, BUILDING]
        )
        generation = int(cursor.lastrowid or 0)
        for statement in TABLES:
            cursor.execute(statement.format(**names_of(generation), **LISTS))
    return generation


@transaction.atomic
def make_live(generation: int) -> None:
    """It answers from now on, and every other index goes."""
    others = [other for other, _schema in generations() if other != generation]
    with connection.cursor() as cursor:
        for name in ("offer", "span", "seats"):
            cursor.execute(f"ANALYZE {names_of(generation)[name]}")
        cursor.execute(
            "UPDATE search_index SET state = %s WHERE generation = %s", [LIVE, generation]
        )
    for other in others:
        drop(other)


@transaction.atomic
def drop(generation: int) -> None:
    with connection.cursor() as cursor:
        for name in reversed(names_of(generation).values()):
            cursor.execute(f"DROP TABLE IF EXISTS {name}")
        cursor.execute("DELETE FROM search_index WHERE generation = %s", [generation])


def rows(statement: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
    """What a statement answers. Everything that somebody typed is a parameter."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def values_of(combos: Iterable[int], names: Mapping[str, str]) -> dict[int, list[str]]:
    """What these combinations hold. The numbers are ours, and too many for parameters."""
    return readable(
        rows(f"SELECT id, tags FROM {names['combo']} WHERE id IN ({', '.join(map(str, part))})")
        for part in parts(sorted(combos))
    )


def parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """As many at a time as go into one statement."""
    for at in range(0, len(numbers), IN_ONE):
        yield numbers[at : at + IN_ONE]
