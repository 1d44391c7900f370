"""Asks for the pages that strangers read, at each of these numbers of offers: queries and time."""

from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from statistics import median, quantiles
from typing import Any, Final

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.cases.addresses import pages_to_read
from bench.tools.figures import Recorder
from bench.tools.server import Server, serving
from bench.tools.throughput import milliseconds_of

PROMISED: Final = ("home", "destination", "list", "offer", "itinerary")
QUERIES: Final = 20
MILLISECONDS: Final = 150
VISITS: Final = 100
FIRST: Final = 20  # visits that fill what is remembered


class Command(BaseCommand):
    """`measure_site 2000 20000`: one worker, no page is remembered whole."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sizes", nargs="+", type=int)

    def handle(self, *args: Any, sizes: Sequence[int], **options: Any) -> None:
        """Queries at every size, time at the last."""
        keep = Recorder("site", fresh=False)
        asked = []
        for size in sizes:
            call_command("grow_offers", size)
            asked.append({name: queries_of(some) for name, some in pages_to_read().items()})
        label = f"{connection.vendor}, {sizes[-1]} offers"
        count_queries(keep, label, asked)
        with serving(workers=1) as server:
            for name, addresses in pages_to_read().items():
                time_visits(keep, f"{label}: {name}", server, addresses, name in PROMISED)
            held = round(server.worker_mebibytes(), 1)
        keep.note(f"{label}: worker after all of these", held, "MiB")


def queries_of(addresses: Sequence[str]) -> list[int]:
    """For a stranger, after the first visit filled what is remembered."""
    client = Client(SERVER_NAME="localhost")
    counts = []
    for path in addresses:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        counts.append(len(queries))
    return counts


def count_queries(keep: Recorder, label: str, asked: Sequence[Mapping[str, list[int]]]) -> None:
    """The most of any address; and how many more the fullest asks than when there were few."""
    few, many = asked[0], asked[-1]
    for name, counts in many.items():
        words = f"{label}: {name}: queries"
        if name in PROMISED:
            keep.at_most(words, max(counts), "queries", QUERIES)
            keep.exactly(f"{words} more than at first", counts[0] - few[name][0], "queries", 0)
        else:
            keep.note(words, max(counts), "queries")


def time_visits(
    keep: Recorder, label: str, server: Server, addresses: Sequence[str], promised: bool
) -> None:
    """From the question to the last byte, one visitor at a time, who goes from one to the next."""
    paths = list(islice(cycle(addresses), FIRST + VISITS))
    used = server.worker_seconds()
    taken = milliseconds_of(server, paths, unheard=FIRST)
    worked = 1000 * (server.worker_seconds() - used) / len(paths)
    keep.note(f"{label}: time", round(median(taken), 1), "ms")
    keep.note(f"{label}: processor time", round(worked, 1), "ms")
    slowest = round(quantiles(taken, n=20)[-1], 1)
    if promised:
        keep.at_most(f"{label}: time, 95 in 100", slowest, "ms", MILLISECONDS)
    else:
        keep.note(f"{label}: time, 95 in 100", slowest, "ms")
