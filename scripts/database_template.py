"""A migrated, otherwise empty database per vendor: made once, copied by every test process.

Migrating takes half a minute of a core, copying the result a moment.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

from scripts.cli import RefusalError
from scripts.machine import ROOT, VAR

FOLDER = VAR / "database-template"
MAINTENANCE = "postgres"  # the database from which others are created and dropped
INPUTS = (
    "config/settings/base.py",
    "config/settings/test.py",
    "scripts/database_template.py",
    "uv.lock",
)
# What `migrate` carries out: migrations, and what receivers of `post_migrate` prepare after them.
SOURCES = (
    *("*/*/migrations/*.py", "*/*/receivers.py", "*/*/receivers/*.py"),
    *("*/*/actions/review_setup.py", "*/*/actions/admin_access.py"),
    "search/engines/**/*.py",
)

SURROUNDINGS = {
    "DJANGO_SETTINGS_MODULE": "config.settings.test",
    "PYTHONHASHSEED": "0",  # the conditions of some constraints are sets, written in their order
}

type Settings = Mapping[str, Any]  # one entry of Django's DATABASES


def copy_template(settings: Settings, name: str) -> None:
    """Make database `name` an exact copy of the template of this vendor, whatever it held.

    The template is made first where it is missing. Raises RefusalError where it can't be.
    """
    if settings["ENGINE"].endswith("postgresql"):
        template = ensure_on_server(settings)
        with _maintenance(settings) as server:
            _drop(server, name)
            create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
            server.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
    else:
        # Through SQLite itself, so that connections that stand open see the new content.
        file = ensure_file()
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        there = f"{file.as_uri()}?mode=rw"  # one that was removed is not made again, empty
        with (
            closing(sqlite3.connect(there, uri=True)) as source,
            closing(sqlite3.connect(path)) as target,
        ):
            target.execute("PRAGMA journal_mode=WAL")
            target.execute("PRAGMA synchronous=OFF")  # it is thrown away after the tests
            source.backup(target)


def ensure_file() -> Path:
    """Path of the SQLite template; migrates a new one unless this very one exists."""
    path = FOLDER / f"{fingerprint()}.sqlite3"
    with _one_process_at_a_time("file"):
        if not path.exists():
            for outdated in FOLDER.glob("*.sqlite3*"):
                outdated.unlink()
            unfinished = path.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            _migrate(f"sqlite:///{unfinished}")
            _require_same_source()
            fold_write_ahead_log(unfinished)
            unfinished.rename(path)
    return path


def ensure_on_server(settings: Settings) -> str:
    """Name of the PostgreSQL template; migrates a new one unless this very one exists."""
    name = f"hirondelle_template_{fingerprint()}"
    with _one_process_at_a_time("server"), _maintenance(settings) as server:
        question = "SELECT EXISTS (SELECT FROM pg_database WHERE datname = %s)"
        row = server.execute(question, [name]).fetchone()
        if not bool(row and row[0]):
            unfinished = f"{name}_unfinished"
            _drop(server, unfinished)
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
            _migrate(_url(settings, unfinished))
            _require_same_source()
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))
    return name


@cache
def fingerprint() -> str:
    """16 hexadecimal digits that change with our migrations, settings or installed packages.

    Those of the source as this process found it.
    """
    return _read_fingerprint()


def _read_fingerprint() -> str:
    steps = {path for pattern in SOURCES for path in ROOT.glob(pattern)}
    digest = hashlib.sha256()
    for path in sorted(steps) + [ROOT / name for name in INPUTS]:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(url: str) -> None:
    ran = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=os.environ | SURROUNDINGS | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        print(ran.stderr[-3000:], file=sys.stderr)
        raise RefusalError(
            "The database for tests could not be migrated (its words are above).",
            "La base de données des tests n’a pas pu être migrée (ses mots sont ci-dessus).",
        )


def _require_same_source() -> None:
    """What was migrated is the source of now: under the name of another it would stay for good."""
    if _read_fingerprint() != fingerprint():
        raise RefusalError(
            "The source has changed since these tests began: run them again.",
            "Le code source a changé depuis le début de ces tests : relancez-les.",
        )


@contextmanager
def _one_process_at_a_time(vendor: str) -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fold_write_ahead_log(path: Path) -> None:
    """One file holds everything afterwards: only that one is renamed."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _drop(server: psycopg.Connection[Any], name: str) -> None:
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    server.execute(drop.format(sql.Identifier(name)))


@contextmanager
def _maintenance(settings: Settings) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(_url(settings, MAINTENANCE), autocommit=True) as server:
        yield server


def _url(settings: Settings, name: str) -> str:
    password = quote(settings["PASSWORD"], safe="")
    address = f"{settings['HOST']}:{settings['PORT']}"
    return f"postgresql://{settings['USER']}:{password}@{address}/{name}"
