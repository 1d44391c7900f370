"""Say in one table what of the site is missing or broken."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.setup.checks import Options, State, findings
from config.setup.emails import parse_emails

COLOURS = {State.GOOD: "green", State.WARNING: "yellow", State.FAULT: "red"}
LONGEST_WAIT = 300.0  # seconds


class Command(BaseCommand):
    help = (
        "Report what is missing or broken: settings, database, cache, workers, clock, email, "
        "files, search, pages. Exits with status 1 if anything is broken."
    )
    requires_system_checks = ()  # they are the first line of the table

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mail-to", default="", help="Send a test email to this address.")
        parser.add_argument(
            "--wait",
            type=float,
            default=10.0,
            help="Seconds to wait for each worker (default: %(default)s)",
        )

    def handle(self, *, mail_to: str, wait: float, **options: Any) -> None:
        parse_emails(mail_to, "--mail-to")
        if not 0 < wait <= LONGEST_WAIT:
            raise CommandError(f"--wait must be more than 0 and at most {LONGEST_WAIT:g} seconds.")
        found = list(findings(Options(mail_to=mail_to, wait=wait)))
        console = Console(file=cast("IO[str]", self.stdout._out), width=self._width())
        table = Table("Part", "", "What was found", "What to do", box=None, pad_edge=False)
        before = ""
        for one in found:
            part = "" if one.part == before else one.part
            table.add_row(
                part, Text(str(one.state), COLOURS[one.state]), Text(one.words), Text(one.remedy)
            )
            before = one.part
        console.print(table)
        count = Counter(one.state for one in found)
        if faults := count[State.FAULT]:
            raise CommandError(f"Faults: {faults}. Warnings: {count[State.WARNING]}.")
        self.stdout.write(f"No faults. Warnings: {count[State.WARNING]}.", self.style.SUCCESS)

    def _width(self) -> int | None:
        """That of the terminal; wide where the words go into a file, so that no line breaks."""
        return None if self.stdout.isatty() else 200
