"""Measures the page of a large trip: queries, and the time that the server takes."""

import time
from statistics import median
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.figures import Recorder
from bench.trips import MEMBERS, STEPS, Group, large_group

MOST_QUERIES: Final = 15
MOST_MILLISECONDS: Final = 250
TURNS: Final = 15
PAGES: Final = ("trip-detail", "member-list", "history")


class Command(BaseCommand):
    """In this process, for the organiser, after a first visit."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Each page by itself; the plan has the targets."""
        keep = Recorder("workshop", fresh=False)
        group = large_group()
        label = f"{STEPS} steps, {MEMBERS} members on {connection.vendor}"
        for name in PAGES:
            queries, seconds, busy = cost_of(group, name)
            keep.at_most(f"{name}, {label}: queries", queries, "queries", MOST_QUERIES)
            keep.at_most(f"{name}, {label}: time", ms(seconds), "ms", MOST_MILLISECONDS)
            keep.note(f"{name}, {label}: processor time", ms(busy), "ms")


def ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def cost_of(group: Group, name: str) -> tuple[int, float, float]:
    """Queries of one visit; the middle of several, as one waits and as a processor works."""
    client = Client(SERVER_NAME="localhost")
    organiser = group.members[0].person
    assert organiser is not None
    client.force_login(organiser, backend="django.contrib.auth.backends.ModelBackend")
    path = group.address(name)
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    turns = [_turn(client, path) for _ in range(TURNS)]
    return len(queries), median(one for one, _ in turns), median(busy for _, busy in turns)


def _turn(client: Client, path: str) -> tuple[float, float]:
    began, worked = time.perf_counter(), time.process_time()
    client.get(path)
    return time.perf_counter() - began, time.process_time() - worked
