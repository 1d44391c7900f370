"""Close the site to visitors during an upgrade, and open it again."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand

from config.outage import close_site, reopen_site, write_pages

ACTIONS: Final = {
    "on": (close_site, "The site is closed: visitors see the page of {folder}."),
    "off": (reopen_site, "The site is open."),
    "write": (write_pages, "Pages written to {folder}."),
}


class Command(BaseCommand):
    help = (
        "Close the site to visitors (on) or open it again (off). The proxy shows them a page "
        "that says so, in their language, with status 503. Also: write that page without closing."
    )
    requires_system_checks = ()  # it works while the database is away

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("state", choices=sorted(ACTIONS))

    def handle(self, *, state: str, **options: Any) -> None:
        action, words = ACTIONS[state]
        action(settings.OUTAGE_ROOT)
        self.stdout.write(words.format(folder=settings.OUTAGE_ROOT), self.style.SUCCESS)
