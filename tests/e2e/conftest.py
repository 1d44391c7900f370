"""A browser, and a page of it in the two widths that we promise."""

import os

import pytest
from django.db import connection
from playwright.sync_api import sync_playwright

from scripts import debian
from scripts.processes import wait_until
from tests.e2e.demo_site import opened

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "locale": "fr-FR"}
FINISHED_WITHIN = 20  # seconds
DESKTOP = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium. Playwright keeps a loop in this thread, which Django must accept.

    Its own language decides in which order a field takes the parts of a day: month, day, year.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=debian.path_of(debian.CHROMIUM),
            args=["--lang=en-US", *(["--no-sandbox"] if os.geteuid() == 0 else [])],
        )
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser, request):
    """A function that opens a fresh page: `open_page(PHONE, java_script_enabled=False)`."""
    contexts = []

    def open_one(device, **options):
        context = browser.new_context(**device | options)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    if "live_server" in request.fixturenames and connection.vendor == "postgresql":
        wait_until(nobody_works, within=FINISHED_WITHIN)  # else the emptying says why it can’t


def nobody_works():
    """What a closed page left behind is done: the tables are emptied next."""
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
