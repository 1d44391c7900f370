"""How many people find a roof, how soon, and what happens when all come at once."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.tools.figures import Recorder
from scripts import demo_database
from scripts.cli import run_command
from scripts.machine import ROOT
from scripts.services import running_services

NOWHERE = {"BENCH_ALL_DOWN": "1"}  # no mail server, no broker, no cache
PLAYED = {"DJANGO_SETTINGS_MODULE": "bench.simulation_settings", "PYTHONHASHSEED": "0"}
ONE_TOWN = ("--towns", "0", "--times", "at all hours")
ACCEPTS = ("race_to_accept", "10000", "500", "--control", "400", "20")
INTAKE = ("measure_intake", "50", "60")


def main() -> None:
    """Those parts that are named, or all."""
    for name in sys.argv[1:] or PARTS:
        Recorder(name)
        PARTS[name]()


def matching() -> None:
    """Needs no table."""
    on_sqlite("measure_matching")


def asking() -> None:
    """Needs no table either."""
    on_sqlite("measure_asking")


def protocol() -> None:
    """The same ten days by the actions of the site: three towns in a file, one on PostgreSQL.

    That one tells whether a server gives a night twice; the goals are medians of several towns.
    """
    on_one(MIGRATE, ("measure_protocol",), addresses=PLAYED)
    with running_services() as services:
        known = services.environment()
        on_server = known | PLAYED | {"REHEARSAL_DATABASE_URL": known["DATABASE_URL"]}
        on_one(MIGRATE, ("measure_protocol", *ONE_TOWN), addresses=on_server)


def accepting() -> None:
    """On PostgreSQL, where rivals really meet."""
    with running_services() as services:
        on_one(MIGRATE, COLLECT, ACCEPTS, addresses=services.environment())


def intake() -> None:
    """On both databases; everything else that a site has is out of reach."""
    on_one(MIGRATE, COLLECT, INTAKE, addresses=NOWHERE)
    with running_services() as services:
        on_one(MIGRATE, COLLECT, INTAKE, addresses=services.environment() | NOWHERE)


MIGRATE = ("migrate", "--run-syncdb", "--verbosity", "0")
COLLECT = ("collectstatic", "--no-input", "--verbosity", "0")  # a refusal is a page
PARTS = {
    "matching": matching,
    "asking": asking,
    "protocol": protocol,
    "accepting": accepting,
    "intake": intake,
}


def on_sqlite(*words: str) -> None:
    on_one(words, addresses={})


def on_one(*commands: Sequence[str], addresses: Mapping[str, str]) -> None:
    """In an empty folder of its own."""
    known = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    with tempfile.TemporaryDirectory() as folder:
        demo_database.lay_out(Path(folder))
        settings = demo_database.environment(Path(folder))
        settings |= {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "REHEARSAL_DATABASE_URL": f"sqlite:///{folder}/played.sqlite3",
        }
        for words in commands:
            command = [sys.executable, "manage.py", *words]
            environment = {**known, **settings, **addresses}
            subprocess.run(command, cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    sys.exit(run_command(main))
