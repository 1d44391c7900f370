"""Which engine answers: the database itself, or the server that SEARCH_URL names."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Final, cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils.module_loading import import_string

from search.engines.address import SCHEMES, read_address
from search.engines.failover import FailoverEngine
from search.query.contract import Engine

EMBEDDED: Final = {  # imported only where it is in force
    "sqlite": "search.engines.sqlite.SqliteEngine",
    "postgresql": "search.engines.postgres.PostgresEngine",
}
OF_DATABASE: Final = {"sqlite:": "sqlite", "postgres:": "postgresql"}


def engine() -> Engine:
    """The engine of this process. Its client is imported only where a server was chosen."""
    return _made(settings.SEARCH_URL, connection.vendor, os.getpid())


def indices() -> tuple[Engine, ...]:
    """Whatever has an index of its own: the engine, or the two of a circuit."""
    chosen = engine()
    return chosen.engines if isinstance(chosen, FailoverEngine) else (chosen,)


def require_readable(url: str, vendor: str) -> None:
    """Refuse at the start what nobody could be asked by. Raises ImproperlyConfigured."""
    if _names_server(url):
        read_address(url)
    elif url and url not in OF_DATABASE:
        known = ", ".join([*OF_DATABASE, *(f"{scheme}://…" for scheme in SCHEMES)])
        raise ImproperlyConfigured(f"SEARCH_URL can’t be read. Use one of: {known}.")
    elif url and OF_DATABASE[url] != vendor:
        raise ImproperlyConfigured(f"SEARCH_URL is {url}, but the database is {vendor}.")


@lru_cache(maxsize=8)
def _made(url: str, vendor: str, _process: int) -> Engine:
    """Once for each process: a connection must never be shared with a child of ours."""
    require_readable(url, vendor)
    stand_by = cast("Engine", import_string(EMBEDDED[vendor])())
    if not _names_server(url):
        return stand_by
    from search.engines.elasticsearch import ElasticEngine  # noqa: PLC0415  35 MiB that few need

    return FailoverEngine(ElasticEngine(read_address(url)), stand_by)


def _names_server(url: str) -> bool:
    return url.partition(":")[0] in SCHEMES
