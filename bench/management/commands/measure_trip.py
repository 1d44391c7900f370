"""Measures the pages of a large trip: queries, and what each of them takes of a server."""

from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.cases.trips import EXPENSES, MEMBERS, STEPS, Group, browsers, large_group, spend
from bench.tools.figures import Recorder
from bench.tools.load import Ask, in_turn
from bench.tools.server import Server, serving

MOST_QUERIES: Final = 15
MOST_MILLISECONDS: Final = 250
WARM_UP: Final = 5
TURNS: Final = 40
PAGES: Final = ("trip-detail", "money", "member-list", "history")


class Command(BaseCommand):
    """For the organiser, page after page, by one worker that has nothing else to do."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Queries are counted in this process, time by a browser's clock."""
        keep = Recorder("workshop", fresh=False)
        group = large_group()
        spend(group)
        label = f"{STEPS} steps, {MEMBERS} members, {EXPENSES} expenses on {connection.vendor}"
        for name in PAGES:
            queries = queries_of(group, name)
            keep.at_most(f"{name}, {label}: queries", queries, "queries", MOST_QUERIES)
        with serving(workers=1) as server:
            for name in PAGES:
                tell(keep, f"{name}, {label}", cost_of(server, group, name))
            memory = round(server.worker_mebibytes(), 1)
            keep.note(f"{label}: resident memory of the worker", memory, "MiB")


@dataclass(frozen=True)
class Cost:
    """Milliseconds of one visit: as one waits, and as the processor works; bytes on the wire."""

    waits: list[float]
    work: float
    size: int


def queries_of(group: Group, name: str) -> int:
    """Of one visit, after a first one filled what a process remembers."""
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
    return len(queries)


def cost_of(server: Server, group: Group, name: str) -> Cost:
    """Visits that follow each other, after some that don't count."""
    headers = browsers(group)[0] | {"Accept-Encoding": "gzip"}
    ask = Ask(group.address(name), headers=headers)
    in_turn(server.port, [ask] * WARM_UP)
    used = server.worker_seconds()
    answers = in_turn(server.port, [ask] * TURNS)
    used = server.worker_seconds() - used
    if any(answer.status != 200 for answer in answers):
        raise RuntimeError(f"{ask.path} did not always answer")
    return Cost([1000 * one.seconds for one in answers], 1000 * used / TURNS, answers[0].size)


def tell(keep: Recorder, label: str, cost: Cost) -> None:
    keep.at_most(f"{label}: time", round(median(cost.waits), 1), "ms", MOST_MILLISECONDS)
    keep.note(f"{label}: time, 95 in 100", round(quantiles(cost.waits, n=20)[-1], 1), "ms")
    keep.note(f"{label}: processor time", round(cost.work, 1), "ms")
    keep.note(f"{label}: on the wire", round(cost.size / 1024, 1), "KiB")
