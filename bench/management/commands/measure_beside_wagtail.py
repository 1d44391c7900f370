"""Our home page and the page that `wagtail start` makes, in turn, each by one worker."""

import tempfile
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand

from bench.cases.addresses import pages_to_read
from bench.foreign import wagtail_start
from bench.tools.figures import Recorder
from bench.tools.server import AS_A_SITE, serving
from bench.tools.throughput import MeasuredPage, throughputs_of

SHARE: Final = 0.5
OURS, THEIRS = "our home page", "the page of wagtail start"
ANEW: Final = "our home page, made anew each time"


class Command(BaseCommand):
    """The same Wagtail, the same server, SQLite for both."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Ours has to be half as fast at least, with everything that it shows."""
        keep, home = Recorder("site", fresh=False), pages_to_read()["home"][0]
        with (
            tempfile.TemporaryDirectory() as folder,
            serving(environment=AS_A_SITE) as ours,
            serving() as anew,
            wagtail_start.serving_in(wagtail_start.made_in(Path(folder))) as theirs,
        ):
            courses = {OURS: MeasuredPage(ours, home), ANEW: MeasuredPage(anew, home)}
            paces = throughputs_of(courses | {THEIRS: MeasuredPage(theirs, "/")})
        for name, pace in paces.items():
            keep.note(f"{name}: requests per second", round(pace.rate, 1), "1/s")
            keep.note(f"{name}: processor time per answer", round(pace.milliseconds, 1), "ms")
        shares = {name: round(paces[name].rate / paces[THEIRS].rate, 2) for name in courses}
        keep.at_least(f"{OURS} beside {THEIRS}", shares[OURS], "times", SHARE)
        keep.note(f"{ANEW}, beside {THEIRS}", shares[ANEW], "times")
