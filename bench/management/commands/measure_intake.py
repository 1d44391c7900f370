"""Sends forms of people who need a roof at a steady pace, with mail, cache and broker down."""

from __future__ import annotations

import statistics
import time
from argparse import ArgumentParser
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.urls import reverse

from bench.cases.intake import at_a_pace
from bench.tools.figures import Recorder
from bench.tools.load import Ask
from bench.tools.server import serving
from emergency.intake.models.submissions import Submission
from tests.factories.emergency import ActivationFactory, HospitalFactory, roof_words

STORED: Final = 302
CSRF: Final = "b" * 32
LONGEST: Final = 500  # milliseconds


class Command(BaseCommand):
    """`measure_intake 50 60`: so many a second, for so many seconds."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many, how long."""
        parser.add_argument("each_second", type=int)
        parser.add_argument("seconds", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """One worker process; what generates the load is this other one."""
        pace, number = options["each_second"], options["each_second"] * options["seconds"]
        activation, work = ActivationFactory(), HospitalFactory()
        path = reverse("emergency:intake-roof", args=[activation.address])
        headers = {"Cookie": f"{settings.CSRF_COOKIE_NAME}={CSRF}", "X-CSRFToken": CSRF}
        asks = [
            Ask(path, "POST", headers, {k: str(v) for k, v in roof_words(activation, work).items()})
            for _ in range(number)
        ]
        with serving(workers=1) as server:
            used, own = server.worker_seconds(), time.process_time()
            answers = at_a_pace(server.port, asks, each_second=pace)
            worked, sent = server.worker_seconds() - used, time.process_time() - own
        waits = sorted(1000 * answer.seconds for answer in answers)
        keep, on = Recorder("intake", fresh=False), f"{pace} a second on {connection.vendor}"
        stored = Submission.objects.filter(activation=activation).count()
        other = sum(answer.status != STORED for answer in answers)
        keep.exactly(f"{on}: submissions stored", stored, "", number)
        keep.exactly(f"{on}: answers without a reference", other, "", 0)
        keep.at_most(
            f"{on}: 95th percentile",
            round(waits[min(int(0.95 * len(waits)), len(waits) - 1)]),
            "ms",
            LONGEST,
        )
        keep.note(f"{on}: in the middle", round(statistics.median(waits)), "ms")
        keep.note(f"{on}: the longest", round(waits[-1]), "ms")
        keep.note(f"{on}: processor time for each", round(1000 * worked / number, 1), "ms")
        keep.note(f"{on}: processor time of the load generator", round(sent, 1), "s")
