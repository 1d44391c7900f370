"""What a telephone sees of a page over a slow line, as its browser measures it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser, Request, ViewportSize

from bench.tools.browser import Fetched, fetched

PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
SHARP: Final = 2  # dots for each of its pixels
STILL: Final = 400  # milliseconds without news
STEP: Final = 700  # pixels that a reader scrolls at once

LISTEN: Final = """
window.seen = { largest: 0, shift: 0 };
const watch = (type, note) =>
  new PerformanceObserver((list) => list.getEntries().forEach(note))
    .observe({ type, buffered: true });
watch("largest-contentful-paint", (entry) => { window.seen.largest = entry.startTime; });
watch("layout-shift", (entry) => {
  if (!entry.hadRecentInput) window.seen.shift += entry.value;
});
"""


@dataclass(frozen=True)
class NetworkProfile:
    """Kilobits a second to and from the telephone, and milliseconds that every request waits."""

    name: str
    down: int
    up: int
    wait: int


LINES: Final = (NetworkProfile("4G", 9_000, 9_000, 170), NetworkProfile("slow 4G", 1_600, 750, 150))


@dataclass(frozen=True)
class WebVitals:
    """When the largest thing was painted, how much moved until the end of the page, what came."""

    largest: float  # milliseconds
    shift: float
    at_first: list[Fetched]  # until nothing more came
    in_all: list[Fetched]  # with what came to whoever read on
    again: int  # requests that a second visit sends; what the browser kept is none


def measure_web_vitals(browser: Browser, address: str, line: NetworkProfile) -> WebVitals:
    """A first visit with nothing in the cache, read to its foot; then the same page once more."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=SHARP)
    finished: list[Request] = []
    context.on("requestfinished", lambda one: finished.append(one))
    context.add_init_script(LISTEN)
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    slowed = {"latency": line.wait, "offline": False}
    speeds = {"downloadThroughput": line.down * 125, "uploadThroughput": line.up * 125}
    tools.send("Network.emulateNetworkConditions", slowed | speeds)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(STILL)
    largest, at_first = float(page.evaluate("window.seen.largest")), len(finished)
    # What comes only when somebody comes near it comes now, and may move what is there.
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    for _ in range(0, height, STEP):
        page.evaluate(f"window.scrollBy(0, {STEP})")
        page.wait_for_timeout(STILL // 4)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(STILL)
    shift = float(page.evaluate("window.seen.shift"))
    found = [fetched(one) for one in finished]
    again: list[Any] = []
    tools.on("Network.loadingFinished", lambda end: again.append(end["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(STILL)
    context.close()
    sent = sum(1 for size in again if size)
    return WebVitals(largest, shift, found[:at_first], found, again=sent)
