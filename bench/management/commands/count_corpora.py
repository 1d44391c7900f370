"""Tells what the corpora are made of, how long that takes, and what lies around a town."""

import resource
import time
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

from bench.corpora import CORPORA, offers_of
from bench.corpora.land import TOURS

NEAR = 30_000  # metres


class Command(BaseCommand):
    """`count_corpora 5000 100000`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which sizes."""
        parser.add_argument("sizes", nargs="+", type=int, choices=sorted(CORPORA))

    def handle(self, *args: Any, **options: Any) -> None:
        """One line each."""
        for size in options["sizes"]:
            corpus = CORPORA[size]
            began, near = time.perf_counter(), 0
            kinds: Counter[str] = Counter()
            for offer in offers_of(corpus):
                kinds[offer.kind.value] += 1
                near += offer.point is not None and offer.point.distance_to(TOURS) <= NEAR
            seconds = time.perf_counter() - began
            mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            self.stdout.write(
                f"{corpus.name}: {dict(kinds)}, {near} within 30 km of Tours, "
                f"{seconds:.1f} s, {mebibytes:.0f} MiB"
            )
