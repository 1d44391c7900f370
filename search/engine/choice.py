"""Which engine answers: the one that SEARCH_URL names, or that of the database."""

from functools import lru_cache

from django.conf import settings
from django.db import connection

from search.engine.contract import Engine


def engine() -> Engine:
    """The engine in force."""
    return _engine(settings.SEARCH_URL or f"{connection.vendor}:")


@lru_cache(maxsize=4)
def _engine(url: str) -> Engine:
    """Only what is used is imported."""
    if url.startswith("postgres"):
        from search.engine.postgres import PostgresEngine  # noqa: PLC0415

        return PostgresEngine()
    from search.engine.sqlite import SqliteEngine  # noqa: PLC0415

    return SqliteEngine()
