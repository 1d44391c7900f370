"""Fifty people read a site of 20,000 offers for a quarter of an hour: `make load`.

Each waits some seconds between two pages. 95 in 100 pages have to come within 300 ms, lists that
are searched within 500 ms, none may fail, and the memory of the site may hardly grow.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any, Final

from bench.tools.figures import Figure, Recorder
from bench.tools.load import BROKEN, Answer, Ask, Visitor
from bench.tools.server import Server
from drills.site import Site, running_site
from drills.visitors import BY_PROXY, PATIENCE
from scripts import demo_database, messages
from scripts.cli import run_command
from scripts.database_template import copy_template
from scripts.machine import ROOT
from scripts.processes import stop_on_signals
from scripts.services import running_services

SEARCH: Final = "list"  # the group of addresses that search
PAGE_LIMIT: Final = 300  # milliseconds for 95 in 100
SEARCH_LIMIT: Final = 500
GROWTH: Final = 5  # per cent
WARMING: Final = 0.2  # of the time, during which what is remembered fills
PAUSE: Final = (1.0, 3.0)  # seconds between two pages of one person


@dataclass
class Load:
    """What people read, and what came back."""

    port: int
    addresses: Mapping[str, Sequence[str]]
    answers: list[tuple[str, Answer]] = field(default_factory=list)

    def run(self, people: int, seconds: float) -> None:
        """Until so many seconds are over."""
        asyncio.run(self._run(people, time.monotonic() + seconds))

    async def _run(self, people: int, end: float) -> None:
        async with asyncio.TaskGroup() as group:
            for number in range(people):
                group.create_task(self._read(number, end))

    async def _read(self, number: int, end: float) -> None:
        """One person, who keeps the connection as a browser does."""
        random = Random(number)  # noqa: S311  no secret
        headers = BY_PROXY | {"X-Forwarded-For": f"10.1.{number >> 8 & 255}.{number & 255}"}
        visitor, groups = Visitor(self.port), list(self.addresses)
        await asyncio.sleep(random.uniform(0, PAUSE[1]))  # nobody begins in step
        await visitor.arrive()
        while time.monotonic() < end:
            group = random.choice(groups)
            ask = Ask(random.choice(self.addresses[group]), headers=headers)
            try:
                answer = await asyncio.wait_for(visitor.ask(ask), PATIENCE)
            except (OSError, TimeoutError):
                answer = BROKEN
            self.answers.append((group, answer))
            await asyncio.sleep(random.uniform(*PAUSE))
        visitor.leave()

    def slowest(self, *, searched: bool) -> float:
        """Milliseconds within which 95 in 100 answers came; 0 without any."""
        taken = [1000 * one.seconds for group, one in self.answers if (group == SEARCH) == searched]
        return quantiles(taken, n=20)[-1] if len(taken) > 1 else 0.0

    def statuses(self) -> Counter[int]:
        """How often each status came; 0 is a connection that broke."""
        return Counter(one.status for _group, one in self.answers)


def measure(site: Site, people: int, seconds: float, keep: Recorder) -> list[Figure]:
    """Let people read, and compare memory after the beginning with that at the end."""
    addresses = json.loads(site.run("drills.addresses"))
    server = Server(site.port, site.children["web"])
    Load(site.port, addresses).run(people, WARMING * seconds)
    before = server.worker_mebibytes()
    load = Load(site.port, addresses)
    load.run(people, (1 - WARMING) * seconds)
    growth = 100 * (server.worker_mebibytes() / before - 1)
    statuses = load.statuses()
    keep.note("answers", statuses.total(), "answers")
    keep.note("memory of the site", round(server.worker_mebibytes(), 1), "MiB")
    failed = sum(count for status, count in statuses.items() if not 200 <= status < 500)
    return [
        keep.exactly("answers that failed", failed, "answers", 0),
        keep.at_most("pages, 95 in 100", round(load.slowest(searched=False)), "ms", PAGE_LIMIT),
        keep.at_most("search, 95 in 100", round(load.slowest(searched=True)), "ms", SEARCH_LIMIT),
        keep.at_most("memory grew by", round(growth, 1), "%", GROWTH),
    ]


def main() -> int:
    """On a site of its own, with as many offers as are asked for."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=20_000)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=15)
    options: Any = parser.parse_args()
    stop_on_signals()
    messages.compile_all()
    with running_services() as services, tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        demo_database.lay_out(folder)
        copy_template(services.database(), "hirondelle_drill")
        known = services.environment()
        address = f"{known['DATABASE_URL']}_drill"
        environment = os.environ | demo_database.environment(folder) | known
        environment |= {"DJANGO_SETTINGS_MODULE": "bench.settings", "DATABASE_URL": address}
        for words in (
            ["manage.py", "migrate", "--run-syncdb", "--verbosity", "0"],
            ["-m", "drills.filling", str(options.offers), "0", "0"],
        ):
            subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=True)
        with running_site(address, known["REDIS_URL"], MEDIA_ROOT=str(folder / "media")) as site:
            figures = measure(site, options.people, 60 * options.minutes, Recorder("load"))
    return int(any(figure.holds is False for figure in figures))


if __name__ == "__main__":
    sys.exit(run_command(partial(main)))
