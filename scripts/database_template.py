"""A migrated, otherwise empty database per vendor: made once, copied by every test process.

Migrating takes half a minute of a core, copying the result a moment. Where only migrations were
added since, the last template is copied and migrated further.
"""

import fcntl
import hashlib
import json
import os
import shutil
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
    *("*/*/migrations/*.py", "*/*/receivers.py", "*/*/receivers/*.py", "core/db/append_only.py"),
    *("*/*/actions/review_setup.py", "*/*/actions/admin_access.py"),
    "search/engines/**/*.py",
)

# These may change with each new app or package: what they bring to a database are migrations.
MAY_CHANGE = ("config/settings/base.py", "uv.lock")

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
            unfinished = path.with_suffix(".unfinished")
            for left_over in FOLDER.glob("*.unfinished*"):
                left_over.unlink()
            earlier = FOLDER / f"{_earlier('file')}.sqlite3"
            if earlier.exists():
                shutil.copyfile(earlier, unfinished)
            _migrate(f"sqlite:///{unfinished}")
            _require_same_source()
            fold_write_ahead_log(unfinished)
            for outdated in FOLDER.glob("*.sqlite3*"):
                outdated.unlink()
            unfinished.rename(path)
            _note("file")
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
            earlier = f"hirondelle_template_{_earlier('server')}"
            row = server.execute(question, [earlier]).fetchone()
            start = sql.Identifier(earlier if row and row[0] else "template1")
            create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            server.execute(create.format(sql.Identifier(unfinished), start))
            _migrate(_url(settings, unfinished))
            _require_same_source()
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))
            _note("server")
    return name


def _earlier(vendor: str) -> str:
    """Fingerprint of the last template if all that it was made of is still there, else empty."""
    try:
        made = json.loads((FOLDER / f"{vendor}.json").read_text())
    except (OSError, ValueError):
        return ""
    now = _digests()
    same = all(now.get(path) == digest for path, digest in made["sources"].items())
    return str(made["fingerprint"]) if same else ""


def _note(vendor: str) -> None:
    """Keep what the template was made of."""
    sources = {path: one for path, one in _digests().items() if path not in MAY_CHANGE}
    made = {"fingerprint": fingerprint(), "sources": sources}
    (FOLDER / f"{vendor}.json").write_text(json.dumps(made))


@cache
def fingerprint() -> str:
    """16 hexadecimal digits that change with our migrations, settings or installed packages.

    Those of the source as this process found it.
    """
    return _read_fingerprint()


def _read_fingerprint() -> str:
    digest = hashlib.sha256()
    for path, one in _digests().items():
        digest.update(f"{path}\0{one}\n".encode())
    return digest.hexdigest()[:16]


def _digests() -> dict[str, str]:
    """Of each file that has a part in a template, by its path in the repository."""
    steps = {path for pattern in SOURCES for path in ROOT.glob(pattern)}
    files = sorted(steps) + [ROOT / name for name in INPUTS]
    return {
        str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


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
            "The test database couldn’t be migrated. See the output above.",
            "La base de données des tests n’a pas pu être migrée. Voir la sortie ci-dessus.",
        )


def _require_same_source() -> None:
    """What was migrated is the source of now: under the name of another it would stay for good."""
    if _read_fingerprint() != fingerprint():
        raise RefusalError(
            "The source code has changed since these tests started. Run them again.",
            "Le code source a changé depuis le début de ces tests. Relancez-les.",
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
