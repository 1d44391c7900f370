"""A database that nobody uses, for as long as a block lasts."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _


@contextmanager
def new_database(*, on_server: bool) -> Iterator[str]:
    """Its address. A file in a folder that goes away, or a database of its own on the server."""
    if not on_server:
        with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
            yield f"sqlite:///{Path(folder) / 'rehearsal.sqlite3'}"
        return
    if connection.vendor != "postgresql":
        raise CommandError(_("The site has no PostgreSQL server: leave out --on-server."))
    name = f"rehearsal_{secrets.token_hex(8)}"
    _on_the_server(f"CREATE DATABASE {name}")
    try:
        # The server of the live tables, with another name in the place of theirs.
        known = connection.settings_dict
        login = f"{quote(known['USER'], safe='')}:{quote(known['PASSWORD'], safe='')}"
        yield f"postgres://{login}@{quote(known['HOST'], safe='')}:{known['PORT'] or 5432}/{name}"
    finally:
        _on_the_server(f"DROP DATABASE {name} WITH (FORCE)")


def _on_the_server(words: str) -> None:
    """Beside all databases; refused where the site may not make any."""
    try:
        with connection._nodb_cursor() as cursor:
            cursor.execute(words)
    except DatabaseError as refused:
        raise CommandError(
            _("The server won’t let us create a database. Check the database user’s permissions.")
        ) from refused
