"""Weighs the page of an offer and the list of offers."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from bench.tools.browser import chromium, fetched_by
from bench.tools.figures import Recorder
from bench.tools.server import Server, serving
from bench.tools.throughput import MeasuredPage, throughputs_of
from hosting.offers.models.offers import Offer

QUERIES = {"offer page": 12, "list page": 15}
KIB_WITHOUT_PHOTOS = 100
WORKER_MIB = 240
EMPTY = "/bench/empty/"
PHOTOS = {"image", "media"}


class Command(BaseCommand):
    """On the demonstration, with one worker and no page cache."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """First the queries, in this process; then the rest, through a real server."""
        recorder = Recorder("pages", fresh=False)
        pages = addresses()
        for name, path in pages.items():
            recorder.at_most(f"{name}: queries", queries_of(path), "queries", QUERIES[name])
        with serving(workers=1) as server:
            for name, path in pages.items():
                weigh(recorder, name, f"http://localhost:{server.port}{path}")
            compare(recorder, server, pages)
            memory = round(server.worker_mebibytes(), 1)
            recorder.at_most("worker: resident memory after load", memory, "MiB", WORKER_MIB)


def addresses() -> dict[str, str]:
    """The stay with the most photographs, and the first page of the list."""
    stays = Offer.objects.public().filter(stay__isnull=False)
    with translation.override("fr"):
        stay = max(stays, key=lambda offer: offer.photos.count())
        return {
            "offer page": stay.get_absolute_url(),
            "list page": reverse("search:offer-list"),
        }


def queries_of(path: str) -> int:
    """For a visitor without an account, after the first visit filled what is remembered."""
    client = Client(SERVER_NAME="localhost")
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return len(queries)


def weigh(recorder: Recorder, name: str, address: str) -> None:
    """Bytes that a first visit brings, by kind, and in all without photographs."""
    with chromium() as browser:
        fetched = fetched_by(browser, address)
    for kind in sorted({one.kind for one in fetched}):
        size = sum(one.size for one in fetched if one.kind == kind)
        recorder.note(f"{name}: {kind}", round(size / 1024, 1), "KiB")
    total = sum(
        one.size for one in fetched if not (one.kind in PHOTOS and "/media/" in one.address)
    )
    label = f"{name}: transferred without photos"
    recorder.at_most(label, round(total / 1024, 1), "KiB", KIB_WITHOUT_PHOTOS)


def compare(recorder: Recorder, server: Server, pages: dict[str, str]) -> None:
    """Requests per second of each page, beside a page that does nothing."""
    courses = {"empty page": EMPTY} | pages
    paces = throughputs_of({name: MeasuredPage(server, path) for name, path in courses.items()})
    for name, pace in paces.items():
        recorder.note(f"{name}: requests per second", round(pace.rate, 1), "1/s")
        recorder.note(f"{name}: processor time per answer", round(pace.milliseconds, 1), "ms")
    for name in pages:
        share = round(paces[name].rate / paces["empty page"].rate, 3)
        label = f"{name}: share of an empty page"
        recorder.note(label, share, "")
