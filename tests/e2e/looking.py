"""What is wrong with a page for somebody: one visit, in both widths and both lights."""

from collections.abc import Iterator, Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.targets import small_targets
from tests.exhaustive import IS_EXHAUSTIVE

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,  # it would put styles inline, which the content policy refuses
    "resultTypes": ["violations"],
}
# By night nothing changes but colours, so that nothing else is asked again.
COLOURS = RULES | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
LIGHTS = {"light": RULES, "dark": COLOURS}
DESKTOP, PHONE, NARROW = 1280, 390, 320
WIDTHS = DESKTOP, PHONE
HEIGHT = 900
MAPS = ":is(place-map, point-pick)"
AXE = Axe().axe_script
UNFOLD = "document.querySelectorAll('main .disclosure').forEach(one => (one.open = true))"
RUN = "rules => axe.run(rules).then(found => found.violations)"


def widths_of(number: int) -> Sequence[int]:
    """In which widths the page with this number is looked at: by turns, where there are many."""
    return WIDTHS if IS_EXHAUSTIVE else [WIDTHS[number % len(WIDTHS)]]


def faults(page: Page, url: str, widths: Sequence[int] = WIDTHS) -> list[str]:
    """Look at this page from every side; each sentence says where something is wrong."""
    page.emulate_media(reduced_motion="reduce")  # colours that are still fading say nothing
    page.set_viewport_size({"width": widths[0], "height": HEIGHT})
    answer = page.goto(url)
    if answer and answer.status >= 500:
        return [f"{url}: {answer.status}"]
    return faults_now(page, widths)


def faults_now(page: Page, widths: Sequence[int] = WIDTHS) -> list[str]:
    """The same of the page as it stands, as after a press."""
    page.emulate_media(reduced_motion="reduce")
    return [f"{page.url}: {fault}" for fault in _seen(page, widths)]


def violations(page: Page, rules: dict[str, Any] = RULES) -> list[dict[str, Any]]:
    """What axe finds on the page as it is shown now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(RUN, rules)
    return found


def resize(page: Page, width: int) -> None:
    """Show the page at this width; one with a map is loaded anew for a width that it had not.

    A map fits its pins to the width that it has when it is drawn.
    """
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": HEIGHT})
    if before and before["width"] != width and page.locator(MAPS).count() > 0:
        page.reload()


def draw_map(page: Page) -> None:
    """Come near to the map of the page, if it has one, and wait until it is drawn."""
    if page.locator(MAPS).count() == 0:
        return
    page.locator(MAPS).first.scroll_into_view_if_needed()
    page.locator(f"{MAPS}[data-state=ready]").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")  # what the head covers is small for axe


def _seen(page: Page, widths: Sequence[int]) -> Iterator[str]:
    for width in widths:
        resize(page, width)
        draw_map(page)
        page.evaluate(UNFOLD)  # what is folded is not looked at
        for light, rules in LIGHTS.items():
            page.emulate_media(color_scheme=light)
            for one in violations(page, rules):
                yield f"{width} {light}: {one['id']}: {one['nodes'][0]['html']}"
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > NARROW:
        yield f"{wide} pixels wide at {NARROW}"
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    yield from small_targets(page)
