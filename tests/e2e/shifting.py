"""How much of a page moved by itself while somebody looked at it."""

from playwright.sync_api import Page

REPORT_DELAY = 300  # milliseconds; the browser tells a little later
WATCH = """
window.shift = 0;
new PerformanceObserver((seen) => {
  for (const one of seen.getEntries()) if (!one.hadRecentInput) window.shift += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def shift(page: Page) -> float:
    """The sum of what moved since the page began, on a page that watches itself."""
    page.wait_for_timeout(REPORT_DELAY)
    moved: float = page.evaluate("window.shift")
    return moved
