"""A page never falls with the cache: only what is listed here asks it without a way around."""

import re

from scripts.machine import ROOT

IMPORT = re.compile(r"^\s*from django\.core\.cache import ", re.MULTILINE)
PACKAGES = ("cms", "commons", "config", "core", "emergency", "hosting", "search", "travel_stories")
# Those of `core` answer without it; the others are no page.
DIRECTLY = {
    "commons/media/periodic.py",
    "config/setup/checks.py",
    "core/cache/caching.py",
    "core/cache/slots.py",
    "core/heartbeat.py",
    "core/http/rate_limits.py",
    "core/quotas/counters.py",  # counts in the database then
    "core/tasks.py",
}


def test_pages_read_the_cache_by_a_function_that_goes_on_without_it():
    found = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if IMPORT.search(path.read_text())
    }

    assert found <= DIRECTLY
