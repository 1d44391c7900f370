"""Loses everything and restores it by the guide: `make drill-restore`.

Fills a site, dumps it with the commands of docs/operations.md, drops the database and the folders,
restores, and compares every row of every table and every file. A dump that was cut short has to
fail loudly.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from bench.tools.figures import Figure, Recorder
from drills.guide import commands_of_the_guide, run_in_shell
from scripts import debian, demo_database, messages
from scripts.cli import RefusalError, run_command
from scripts.database_template import copy_template
from scripts.machine import ROOT
from scripts.processes import stop_on_signals
from scripts.services import running_services

LONGEST: Final = 600  # seconds for dump and restore
TABLES: Final = """
    SELECT table_name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name
"""
# The same for the same rows in any order: each row's hash is a number, and these are added.
ROWS: Final = """
    SELECT count(*), coalesce(sum(('x' || substr(md5(row::text), 1, 15))::bit(60)::bigint), 0)
    FROM {} AS row
"""

type Checksums = dict[str, tuple[int, int]]


def checksums(database_url: str) -> Checksums:
    """Number of rows and the sum of their hashes, by table."""
    with psycopg.connect(database_url) as link:
        names = [name for (name,) in link.execute(TABLES).fetchall()]
        found: Checksums = {}
        for name in names:
            row = link.execute(sql.SQL(ROWS).format(sql.Identifier(name))).fetchone()
            found[name] = (int(row[0]), int(row[1])) if row else (0, 0)
    return found


def file_hashes(*folders: str) -> dict[str, str]:
    """SHA-256 of each file in them, by path."""
    paths = [path for folder in folders for path in Path(folder).rglob("*") if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths)}


def empty(database_url: str) -> None:
    """Drop a database with all it holds, and create it again without anything."""
    address = urlsplit(database_url)
    name = sql.Identifier(address.path.strip("/"))
    with psycopg.connect(address._replace(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))


def rehearse(environment: Mapping[str, str], folder: Path, keep: Recorder) -> list[Figure]:
    """Dump, lose, restore, compare; the environment names the database and both folders."""
    address = environment["DATABASE_URL"]
    roots = [environment["MEDIA_ROOT"], environment["PRIVATE_ROOT"]]
    for root in roots:
        Path(root).mkdir(parents=True, exist_ok=True)
    before, files = checksums(address), file_hashes(*roots)

    began = time.monotonic()
    for command in commands_of_the_guide("pg_dump", "tar --create"):
        _must(command, environment, folder)
    dumped = time.monotonic() - began
    empty(address)
    for root in roots:
        shutil.rmtree(root)
    cut_short_fails = _fails_when_cut_short(environment, folder)
    empty(address)

    began = time.monotonic()
    for command in commands_of_the_guide("pg_restore", "tar --extract"):
        _must(command, environment, folder)
    restored = time.monotonic() - began
    after, files_after = checksums(address), file_hashes(*roots)

    differ = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    lost = {path for path in files if files_after.get(path) != files[path]}
    keep.note("rows", sum(count for count, _hashes in before.values()), "rows")
    keep.note("files", len(files), "files")
    return [
        keep.exactly("tables that differ", len(differ), "tables", 0),
        keep.exactly("files that differ", len(lost), "files", 0),
        keep.exactly("a dump that was cut short fails", int(cut_short_fails), "", 1),
        keep.at_most("dump", round(dumped, 1), "s", LONGEST),
        keep.at_most("restore", round(restored, 1), "s", LONGEST),
    ]


def _must(command: str, environment: Mapping[str, str], folder: Path) -> None:
    if not run_in_shell(command, environment, folder):
        raise RefusalError(f"Failed: {command}", f"En échec : {command}")


def _fails_when_cut_short(environment: Mapping[str, str], folder: Path) -> bool:
    """Half of a dump, restored as the guide says."""
    (command,) = commands_of_the_guide("pg_restore")
    dump = folder / "hirondelle.dump"
    whole = dump.read_bytes()
    dump.write_bytes(whole[: len(whole) // 2])
    try:
        return not run_in_shell(command, environment, folder)
    finally:
        dump.write_bytes(whole)


def main() -> int:
    """Fill a database of its own, then rehearse."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=20_000)
    parser.add_argument("--agreements", type=int, default=50_000)
    parser.add_argument("--media", type=int, default=500, help="MiB")
    options: Any = parser.parse_args()
    stop_on_signals()
    debian.require(debian.ZSTD)
    messages.compile_all()
    with running_services(for_tests=True) as services, tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        demo_database.lay_out(folder)
        copy_template(services.database(), "hirondelle_drill")
        known = services.environment()
        environment = (
            os.environ
            | demo_database.environment(folder)
            | known
            | {
                "DJANGO_SETTINGS_MODULE": "bench.settings",
                "DATABASE_URL": f"{known['DATABASE_URL']}_drill",
                "MEDIA_ROOT": str(folder / "media"),
                "PRIVATE_ROOT": str(folder / "private"),
            }
        )
        # Two small tables of the benches belong to no migration.
        sizes = [str(size) for size in (options.offers, options.agreements, options.media)]
        for words in (
            ["manage.py", "migrate", "--run-syncdb", "--verbosity", "0"],
            ["-m", "drills.filling", *sizes],
        ):
            subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=True)
        figures = rehearse(environment, folder, Recorder("drill-restore"))
    return int(any(figure.holds is False for figure in figures))


if __name__ == "__main__":
    sys.exit(run_command(partial(main)))
