"""What a browser fetches to show a page, counted as it comes over the wire."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Request, sync_playwright

from scripts import debian


@dataclass(frozen=True)
class Fetched:
    """One response: its kind as the browser names it, and the bytes of head and body."""

    address: str
    kind: str
    size: int


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's browser, with nothing in its cache."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=debian.path_of(debian.CHROMIUM),
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        yield browser
        browser.close()


def fetched_by(browser: Browser, address: str) -> list[Fetched]:
    """Everything that a first visit brings."""
    finished: list[Request] = []
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.on("requestfinished", lambda one: finished.append(one))
    page.goto(address, wait_until="networkidle")
    found = [fetched(one) for one in finished]
    page.close()
    return found


def fetched(request: Request) -> Fetched:
    """What came back for it."""
    sizes = request.sizes()
    size = sizes["responseHeadersSize"] + sizes["responseBodySize"]
    return Fetched(request.url, request.resource_type, size)
