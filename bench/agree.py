"""The last week of a stay and the last seats of a session: many say yes at the same moment."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.tools.figures import Recorder
from scripts import demo_database
from scripts.cli import run_command
from scripts.machine import ROOT
from scripts.services import running_services

ON_POSTGRESQL = ("200", "1000", "--control", "200")
ON_SQLITE = ("50",)


def main() -> None:
    """On both databases; on PostgreSQL also with lock and key taken away."""
    Recorder("agree")
    with tempfile.TemporaryDirectory() as folder, running_services() as services:
        demo_database.lay_out(Path(folder))
        race(Path(folder), services.environment(), *ON_POSTGRESQL)
    with tempfile.TemporaryDirectory() as folder:
        demo_database.lay_out(Path(folder))
        race(Path(folder), {}, *ON_SQLITE)


def race(folder: Path, addresses: dict[str, str], *options: str) -> None:
    """Make the tables, then let the rivals run."""
    known = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    settings = demo_database.environment(folder) | {"DJANGO_SETTINGS_MODULE": "bench.settings"}
    environment = known | settings | addresses
    for words in (("migrate", "--verbosity", "0"), ("race_to_agree", *options)):
        command = [sys.executable, "manage.py", *words]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    sys.exit(run_command(main))
