"""How soon a host's change is found: through the outbox, a real worker and the index."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from django.core.management.base import BaseCommand
from django.test.utils import override_settings
from django.utils import timezone

from bench.management.commands.measure_freshness import searching
from bench.tools.figures import Recorder
from commons.outbox.models import OutboxEntry
from hosting.offers.actions.offers import pause_offer, reopen_offer
from hosting.offers.models.offers import Offer
from scripts.machine import ROOT
from scripts.processes import start, stop, wait_until
from search.engines.engine_selection import indices
from search.query.contract import Engine
from search.query.offer_query import OfferQuery
from search.upkeep.index_rebuild import rebuild

CHANGES = 40
LOOK_AGAIN = 0.005
LONGEST = 20.0
SOON = 1.0
READY = 60
DRAINED = 300  # loading a demonstration leaves photographs to render


class Command(BaseCommand):
    """`follow_changes`, on a small demonstration."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """On the database's own engine, and on Elasticsearch where it is named."""
        keep = Recorder("search", fresh=False)
        node = os.environ.get("ELASTICSEARCH_URL", "").rstrip("/")
        for url in ("", *([node.replace("http", "elasticsearch", 1)] if node else ())):
            with override_settings(SEARCH_URL=url):
                rebuild()
                self.measure(indices()[0], url, keep)

    def measure(self, engine: Engine, url: str, keep: Recorder) -> None:
        """A host pauses an offer and opens it again, while somebody searches 20 times a second."""
        offer = Offer.objects.public().select_related("host").order_by("pk")[0]
        with working(url), searching(engine):
            wait_until(lambda: not OutboxEntry.objects.exists(), within=DRAINED)
            waited = [follow(engine, offer) for _ in range(CHANGES)]
        name = f"{engine.name}: a host's change, by outbox and worker"
        keep.note(f"{name}, found after", round(median(waited), 3), "s")
        keep.at_most(f"{name}, 95 in 100", round(quantiles(waited, n=20)[-1], 3), "s", SOON)


def follow(engine: Engine, offer: Offer) -> float:
    """Seconds from the action until the number of what is found says so."""
    query = OfferQuery(today=timezone.localdate())
    before = engine.count([query])[0]
    action = pause_offer if offer.is_open else reopen_offer
    began = time.perf_counter()
    offer.state = action(offer=offer, by=offer.host).state
    while engine.count([query])[0] == before and time.perf_counter() - began < LONGEST:
        time.sleep(LOOK_AGAIN)
    return time.perf_counter() - began


@contextmanager
def working(url: str) -> Iterator[None]:
    """One worker, as the demonstration and a small site have it, writing into the same index."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-W", "ignore", "-m", "celery", "-A", "config", "worker"]
        command += ["--pool", "solo", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
        log = Path(folder) / "worker.log"
        worker = start(
            "worker", command, log=log, environment=os.environ | {"SEARCH_URL": url}, cwd=ROOT
        )
        try:
            if not wait_until(lambda: "ready." in worker.last_words(60), within=READY):
                raise RuntimeError(worker.last_words())
            yield
        finally:
            stop([worker])
