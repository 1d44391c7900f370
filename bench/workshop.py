"""What a trip bears: many steps, people and changes at once: `make bench-workshop`.

Each part is a command of its own, named below; a further one joins them with its line.
"""

import sys
from argparse import ArgumentParser

from bench.tools.databases import on_one
from bench.tools.figures import Recorder
from scripts.cli import run_command
from scripts.services import running_services

COLLECTED = ("collectstatic", "--no-input", "--verbosity", "0")
PARTS: tuple[tuple[str, ...], ...] = (
    ("measure_trip",),
    ("measure_live",),
    ("race_to_edit",),
    ("measure_photos",),
    ("measure_story",),
)
ON = ("sqlite", "postgresql")


def main() -> None:
    """Every part, on each database: on SQLite as in the demonstration, on PostgreSQL with Redis."""
    parser = ArgumentParser()
    parser.add_argument("--on", nargs="+", choices=ON, default=ON)
    parser.add_argument("--only", nargs="+", choices=[part[0] for part in PARTS])
    options = parser.parse_args()
    parts = [part for part in PARTS if not options.only or part[0] in options.only]
    Recorder("workshop")
    if "sqlite" in options.on:
        on_one((COLLECTED, *parts), {})
    if "postgresql" in options.on:
        with running_services() as services:
            on_one((COLLECTED, *parts), services.environment())


if __name__ == "__main__":
    sys.exit(run_command(main))
