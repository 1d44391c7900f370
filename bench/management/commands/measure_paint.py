"""Opens the pages that strangers read on a telephone behind a slow line, as a first visit."""

from statistics import median
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand
from playwright.sync_api import Browser
from whitenoise.compress import main as pack

from bench.cases.addresses import pages_to_read
from bench.management.commands.measure_site import PROMISED
from bench.tools.browser import Fetched, chromium
from bench.tools.figures import Recorder
from bench.tools.server import serving
from bench.tools.web_vitals import LINES, NetworkProfile, WebVitals, measure_web_vitals

TIMES: Final = 3
MILLISECONDS: Final = 1_500
SHIFT: Final = 0.05
SCRIPT_KIB: Final = 90
KIB: Final = 100
PHOTO_KIB: Final = 200
REQUESTS: Final = 40
REQUESTS_AGAIN: Final = 12
PHOTOGRAPHS: Final = frozenset({"image", "media"})


class Command(BaseCommand):
    """Files are packed as in production; the cache is empty each time."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Each page some times over each line; the bytes are those of the first."""
        keep, pages = Recorder("site", fresh=False), pages_to_read()
        pack(["--quiet", "--no-brotli", str(settings.STATIC_ROOT)])
        with serving(workers=1) as server, chromium() as browser:
            for name, addresses in pages.items():
                address = f"http://localhost:{server.port}{addresses[0]}"
                measure_web_vitals(browser, address, LINES[0])  # fills what the server remembers
                first, *_ = [look(keep, name, browser, address, line) for line in LINES]
                weigh(keep, name, first)


def look(
    keep: Recorder, name: str, browser: Browser, address: str, line: NetworkProfile
) -> WebVitals:
    """The middle of some visits, and the most that anything moved in one of them."""
    visits = [measure_web_vitals(browser, address, line) for _ in range(TIMES)]
    largest = round(median(visit.largest for visit in visits))
    shift = round(max(visit.shift for visit in visits), 4)
    label = f"{name} over {line.name}"
    if line is LINES[0]:
        keep.at_most(f"{label}: largest contentful paint", largest, "ms", MILLISECONDS)
        keep.at_most(f"{label}: layout shift", shift, "", SHIFT)
    else:
        keep.note(f"{label}: largest contentful paint", largest, "ms")
        keep.note(f"{label}: layout shift", shift, "")
    return visits[0]


def weigh(keep: Recorder, name: str, visit: WebVitals) -> None:
    """On the wire: until nothing more comes, and with what comes to whoever reads to the foot."""
    photographs = [one for one in visit.at_first if is_photograph(one)]
    script = sum(one.size for one in visit.in_all if one.kind == "script")
    rest = kib(without_photographs(visit.at_first))
    requests = len(visit.at_first) - len(photographs)
    keep.at_most(f"{name}: requests without photographs", requests, "requests", REQUESTS)
    keep.at_most(f"{name}: requests of the next visit", visit.again, "requests", REQUESTS_AGAIN)
    keep.at_most(f"{name}: script, read to the foot", kib(script), "KiB", SCRIPT_KIB)
    if name in PROMISED:
        keep.at_most(f"{name}: without photographs", rest, "KiB", KIB)
    else:
        keep.note(f"{name}: without photographs", rest, "KiB")
    to_the_foot = kib(without_photographs(visit.in_all))
    keep.note(f"{name}: without photographs, read to the foot", to_the_foot, "KiB")
    if photographs:
        first = kib(photographs[0].size)
        keep.at_most(f"{name}: its first photograph", first, "KiB", PHOTO_KIB)


def is_photograph(one: Fetched) -> bool:
    """Not an icon, nor a drawing of our own."""
    return one.kind in PHOTOGRAPHS and settings.MEDIA_URL in one.address


def without_photographs(fetched: list[Fetched]) -> int:
    return sum(one.size for one in fetched if not is_photograph(one))


def kib(size: int) -> float:
    return round(size / 1024, 1)
