"""Measures how many calendars of other sites one worker reads in an hour, and what it holds."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from bench.tools.figures import Recorder
from bench.tools.fixtures import count_on
from hosting.calendar_feeds.models import CalendarFeed
from hosting.calendar_feeds.periodic import fetch_due_feeds
from scripts.machine import MIB, ROOT, free_port
from scripts.processes import Child, start, stop, wait_until
from tests.factories.calendar_feeds import CalendarFeedFactory
from tests.factories.hosting import UnitFactory

FEEDS: Final = 60  # of each kind
WANTED: Final = 10_000  # in an hour
MEBIBYTES: Final = 300
READY: Final = 90.0  # seconds
LONGEST: Final = 900.0
KINDS: Final = {
    "changed": "calendars that have changed",
    "same": "calendars that say the same again",
    "tagged": "calendars that answer 304",
}
CHANGED: Final = 0.1  # in an hour: a change a day, and one whole reading a day, make 0.08


class Command(BaseCommand):
    """`poll_feeds`, or `poll_feeds --feeds 3400` for all 10,000."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--feeds", type=int, default=FEEDS, help="of each of three kinds")

    def handle(self, *args: Any, **options: Any) -> None:
        """The worker of a site reads what lies on another server of this machine."""
        keep, port, number = Recorder("calendars", fresh=False), free_port(), options["feeds"]
        label = f"{number} each, {connection.vendor}"
        make_feeds(port, number)
        seconds: dict[str, float] = {}
        with ExitStack() as stack:
            stack.enter_context(running("server", "bench.calendars.feed_server", str(port)))
            worker = stack.enter_context(running("worker", *WORKER))
            tree = stack.enter_context(Watched(worker))
            for kind in KINDS:
                seconds_for(kind)  # known from now on
            for kind, words in KINDS.items():
                used = tree.seconds()
                seconds[kind] = seconds_for(kind) / number
                keep.note(f"{label}, {words}: time of each", round(1000 * seconds[kind], 1), "ms")
                used = 1000 * (tree.seconds() - used) / number
                keep.note(f"{label}, {words}: processor time of each", round(used, 1), "ms")
            most = tree.most
        for kind, words in KINDS.items():
            rate = round(3600 / seconds[kind])
            keep.at_least(f"in an hour, reckoned from {label}: {words}", rate, "feeds", WANTED)
        mixed = CHANGED * seconds["changed"] + (1 - CHANGED) * seconds["same"]
        name = f"in an hour, reckoned from {label}: where a tenth have changed"
        keep.at_least(name, round(3600 / mixed), "feeds", WANTED)
        left = round(1000 * (3600 / WANTED - mixed))
        keep.note("the same: how long each server may take, one after the other", left, "ms")
        keep.at_most("the worker and its parser together", round(most), "MiB", MEBIBYTES)


WORKER: Final = (
    *("celery", "-A", "config", "worker", "--pool", "solo", "--loglevel", "INFO"),
    *("--without-gossip", "--without-mingle"),
)


def make_feeds(port: int, number: int) -> None:
    """A unit for each three, none of them due."""
    count_on()
    later = timezone.now() + timedelta(days=1)
    for place in range(number):
        unit = UnitFactory()
        for kind in KINDS:
            url = f"http://127.0.0.1:{port}/{kind}/{place}.ics"
            CalendarFeedFactory(unit=unit, url=url, next_fetch_at=later)


def seconds_for(kind: str) -> float:
    """Until the worker has read all of this kind, as the clock of the site hands them over."""
    feeds = CalendarFeed.objects.filter(url__contains=f"/{kind}/")
    began, now = time.perf_counter(), timezone.now()
    feeds.update(next_fetch_at=now)
    fetch_due_feeds()
    left = feeds.exclude(read_at__gte=now)
    if not wait_until(lambda: not left.exists(), within=LONGEST):
        raise RuntimeError(f"{left.count()} calendars were not read")
    return time.perf_counter() - began


@contextmanager
def running(name: str, *words: str) -> Iterator[Child]:
    """A process that says when it is ready."""
    environment = {**os.environ, "PLAYED_HOSTS": "127.0.0.1"}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-W", "ignore", "-m", *words]
        log = Path(folder) / "log"
        child = start(name, command, log=log, environment=environment, cwd=ROOT)
        try:
            if not wait_until(lambda: "ready." in child.last_words(60), within=READY):
                raise RuntimeError(child.last_words())
            yield child
        finally:
            stop([child])


class Watched:
    """A process and its children: what they hold together, looked at fifty times a second."""

    def __init__(self, child: Child) -> None:
        self.pid, self.most, self._over = child.process.pid, 0.0, Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Watched:
        self._thread.start()
        return self

    def __exit__(self, *_facts: object) -> None:
        self._over.set()
        self._thread.join()

    def seconds(self) -> float:
        """Processor time so far, with that of children which have ended."""
        words = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, words[11:15])) / os.sysconf("SC_CLK_TCK")

    def _watch(self) -> None:
        while not self._over.wait(0.02):
            self.most = max(self.most, sum(map(resident, tree_of(self.pid))) / MIB)


def tree_of(pid: int) -> Iterator[int]:
    """This process, and those that it started."""
    yield pid
    for folder in Path(f"/proc/{pid}/task").glob("*"):
        try:
            children = (folder / "children").read_text().split()
        except OSError:  # a thread that has ended
            continue
        for child in children:
            yield from tree_of(int(child))


def resident(pid: int) -> int:
    """Bytes; none of a process that has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
