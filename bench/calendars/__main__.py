"""Calendars that talk to others: `make bench-calendars`. Each part is a command; ARGS name some.

`ARGS="play_calendars --days 365"` gives a part its own options.
"""

import sys

from bench.tools.databases import on_one
from bench.tools.figures import Recorder
from scripts.cli import run_command
from scripts.services import running_services

COLLECTED = ("collectstatic", "--no-input", "--verbosity", "0")
ON_SQLITE = (("play_calendars",), ("measure_hostile_feeds",))
ON_POSTGRESQL = (("measure_calendar_pages",), ("poll_feeds",))  # with Redis, as a site runs


def main() -> None:
    """Nothing is agreed and no site is asked: servers of others are played on this machine."""
    name, *options = sys.argv[1:] or ("",)
    on_sqlite, on_postgresql = (
        tuple((*part, *options) for part in parts if name in ("", part[0]))
        for parts in (ON_SQLITE, ON_POSTGRESQL)
    )
    if not on_sqlite + on_postgresql:
        raise SystemExit(f"There is no part {name}.")
    Recorder("calendars")
    if on_sqlite:
        on_one(on_sqlite, {})
    if on_postgresql:
        with running_services() as services:
            on_one((COLLECTED, *on_postgresql), services.environment())


if __name__ == "__main__":
    sys.exit(run_command(main))
