"""A browser, and a page of it in the two widths that we promise."""

import os
from contextlib import contextmanager

import pytest
from django.db import connection
from playwright.sync_api import expect, sync_playwright

from scripts import debian
from scripts.processes import wait_until
from tests.e2e.demo_site import opened
from tests.patience import milliseconds, patience

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "locale": "fr-FR"}
FINISHED_WITHIN = patience(20)
SEEN_WITHIN = milliseconds(30)  # other legs share the two cores
DESKTOP = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}


@pytest.fixture(scope="session")
def browser(playwright):
    """Chromium without a window, which asks less of the processor (test_whole_browser.py)."""
    chromium = launch(playwright, debian.lightest_chromium())
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def whole_browser(playwright):
    """Chromium as people have it, only that nobody sees its window."""
    chromium = launch(playwright, debian.path_of(debian.CHROMIUM))
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def playwright():
    """It keeps a loop in this thread, which Django must accept."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=SEEN_WITHIN)
    with sync_playwright() as playwright:
        yield playwright
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def launch(playwright, program):
    """Its own language decides in which order a field takes the parts of a day: month, day, year.

    The shell would give each letter a whole number of pixels, which makes lines some 7 % longer
    than in a browser, where the second option is the rule.
    """
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(
        executable_path=program, args=["--lang=en-US", "--font-render-hinting=none", *alone]
    )


@pytest.fixture
def open_page(browser, request):
    """A function that opens a fresh page: `open_page(PHONE, java_script_enabled=False)`."""
    with fresh_pages(browser, request) as open_one:
        yield open_one


@pytest.fixture
def open_whole_page(whole_browser, request):
    """The same in the whole browser."""
    with fresh_pages(whole_browser, request) as open_one:
        yield open_one


@contextmanager
def fresh_pages(browser, request):
    """Each page in a profile of its own; they close, and what they asked for is done."""
    contexts = []

    def open_one(device, **options):
        context = browser.new_context(**device | options)
        context.set_default_timeout(SEEN_WITHIN)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    if "live_server" in request.fixturenames and connection.vendor == "postgresql":
        wait_until(nobody_works, within=FINISHED_WITHIN)


def nobody_works():
    """What a closed page left behind is done: the database is replaced next."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            " AND state IN ('active', 'idle in transaction')"
        )
        return cursor.fetchone() == (0,)


@pytest.fixture
def phone(open_page):
    """A page as a French phone shows it."""
    return open_page(PHONE)


@pytest.fixture
def desktop(open_page):
    """A page as an English desktop shows it."""
    return open_page(DESKTOP)


@pytest.fixture
def demo_site(tmp_path):
    """The whole demonstration for one test: `demo_site.url`, `demo_site.new_letter_to(…)`."""
    with opened(tmp_path / "demo") as site:
        yield site
