"""Fill an empty database with the demonstration."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import IO, Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from core.languages import page_language
from demo.accounts import described
from demo.loading.flushing import empty, is_demo_database
from demo.loading.load import has_begun, is_loaded, load


class Command(BaseCommand):
    help = "Fill an empty database with invented people and public offers. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", choices=("full", "small"), default="full")
        parser.add_argument(
            "--flush", action="store_true", help="Delete an earlier demonstration first."
        )

    def handle(self, *, size: str, flush: bool, **options: Any) -> None:
        if flush:
            self._forget()
        if is_loaded():
            self.stdout.write(_("The demonstration is already loaded."))
        elif not is_demo_database():
            raise CommandError(
                _(
                    "This database contains real accounts, so nothing was loaded. "
                    "Use an empty database."
                )
            )
        elif has_begun():
            raise CommandError(
                _("An earlier load stopped halfway. Run the command again with --flush.")
            )
        else:
            self._load(small=size == "small")
        self._tell_accounts()

    def _forget(self) -> None:
        if not is_demo_database():
            raise CommandError(
                _(
                    "This database contains real accounts, so nothing was deleted. "
                    "Check which database you’re using."
                )
            )
        empty()

    def _load(self, *, small: bool) -> None:
        columns = (
            TextColumn("{task.description:24}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        terminal = cast("IO[str]", self.stdout._out)  # the wrapper would break every line
        with Progress(*columns, console=Console(file=terminal)) as progress:
            load(small=small, progress=progress)

    def _tell_accounts(self) -> None:
        if hasattr(settings, "DEMO_DIR"):
            return  # whoever opens the demonstration tells them, each time
        self.stdout.write(f"\n{described(page_language())}")
