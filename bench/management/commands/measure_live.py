"""Measures how soon forty open pages hear of a change, and what the worker weighs meanwhile."""

import time
from statistics import median, quantiles
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db import connection

from bench.cases.trips import MEMBERS, Group, browsers, large_group, press
from bench.tools.figures import Recorder
from bench.tools.load import Ask, at_once
from bench.tools.server import Server, serving
from bench.tools.streams import seconds_until_heard

CHANGES: Final = 20
APART: Final = 0.3  # seconds
MOST_SECONDS: Final = 1.0
MOST_MIB: Final = 250
CONNECTIONS: Final = 1024


class Command(BaseCommand):
    """One worker, every member has the plan open."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """First the streams; then all pages fetch what changed, as their browsers do."""
        keep = Recorder("workshop", fresh=False)
        group = large_group()
        with serving(workers=1, connections=CONNECTIONS) as server:
            label = f"{MEMBERS} open pages on {connection.vendor}"
            hear(keep, label, group, server)
            memory = round(server.worker_peak_mebibytes(), 1)
            keep.at_most(f"{label}: most that the worker held", memory, "MiB", MOST_MIB)
            fetch(keep, label, group, server)
            memory = round(server.worker_peak_mebibytes(), 1)
            keep.note(f"{label}: the same, when all fetched the page at once", memory, "MiB")


def hear(keep: Recorder, label: str, group: Group, server: Server) -> None:
    """Each change is written by one member and heard by all."""
    known = group.trip.last_number
    members = browsers(group)
    path = f"{group.address('trip-live')}?since={known}"
    step = group.steps[1]
    changes: dict[int, Ask] = {}
    for number in range(known + 1, known + 1 + CHANGES):
        title = f"Change {number}"
        based_on = number - 1 if changes else step.version
        changes[number] = press(
            group, members[0], "step-change", step.public_id, based_on=based_on, title=title
        )
    used = server.worker_seconds()
    times = seconds_until_heard(
        server.port, [Ask(path, headers=one) for one in members], changes, apart=APART
    )
    used = server.worker_seconds() - used
    seconds = [one for those in times.values() for one in those]
    keep.exactly(f"{label}: changes heard", len(seconds), "", CHANGES * len(members))
    worst = quantiles(seconds, n=20)[-1]
    keep.at_most(f"{label}: until heard, 95 in 100", round(worst, 3), "s", MOST_SECONDS)
    keep.note(f"{label}: until heard, half of them", round(median(seconds), 3), "s")
    keep.note(f"{label}: processor time of a change", round(1000 * used / CHANGES, 1), "ms")


def fetch(keep: Recorder, label: str, group: Group, server: Server) -> None:
    """What it takes until the last of them has the new plan."""
    path, packed = group.address("trip-detail"), {"Accept-Encoding": "gzip"}
    asks = [Ask(path, headers=one | packed) for one in browsers(group)]
    began, used = time.perf_counter(), server.worker_seconds()
    answers = at_once(server.port, asks)
    seconds = round(time.perf_counter() - began, 2)
    if any(answer.status != 200 for answer in answers):
        raise RuntimeError("the plan did not always answer")
    keep.note(f"{label}: until the last one has fetched the whole page", seconds, "s")
    each = round(1000 * (server.worker_seconds() - used) / len(asks), 1)
    keep.note(f"{label}: processor time of each page then", each, "ms")
