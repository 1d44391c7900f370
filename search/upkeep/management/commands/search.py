"""Rebuild the index, compare it with the database, or say how far it is behind."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from core.errors import DomainError
from hosting.offers.models.offers import Offer
from search.upkeep.index_rebuild import differences, rebuild, sweep
from search.upkeep.selectors import lag_of_index


class Command(BaseCommand):
    help = (
        "rebuild: build a new index next to the live one, then swap them; "
        "check: compare the index with the database (--repair fixes the differences); "
        "lag: show how far behind the index is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("command_name", choices=("rebuild", "check", "lag"))
        parser.add_argument(
            "--repair", action="store_true", help="With check: fix the differences."
        )

    def handle(self, *, command_name: str, repair: bool, verbosity: int, **options: Any) -> None:
        self.quiet = verbosity == 0
        commands: dict[str, Callable[[], None]] = {
            "rebuild": self._rebuild,
            "check": self._repair if repair else self._check,
            "lag": self._lag,
        }
        try:
            commands[command_name]()
        except DomainError as refusal:
            cause = refusal.__cause__
            raise CommandError(f"{refusal} ({cause})" if cause else str(refusal)) from refusal

    def _rebuild(self) -> None:
        with self._progress("Index") as progress:
            count = rebuild(progress=progress)
        self._say(f"{count} offers in the new index")

    def _check(self) -> None:
        with self._progress("Compare") as progress:
            found = differences(progress=progress)
        missing, stale, surplus = map(len, (found.missing, found.stale, found.surplus))
        summary = f"{missing} missing, {stale} out of date, {surplus} surplus"
        if found.pks:
            raise CommandError(f"{summary}. Run `search check --repair` to fix this.")
        self._say(summary)

    def _repair(self) -> None:
        self._say(f"{len(sweep().pks)} rewritten")

    def _lag(self) -> None:
        lag = lag_of_index()
        self._say(f"{lag.engine}: changes waiting: {lag.waiting}, the oldest for {lag.seconds} s")
        if lag.error:
            raise CommandError(lag.error)

    def _say(self, words: str) -> None:
        if not self.quiet:
            self.stdout.write(words, self.style.SUCCESS)

    @contextmanager
    def _progress(self, words: str) -> Iterator[Callable[[int], None]]:
        columns = (
            TextColumn("{task.description:24}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        terminal = cast("IO[str]", self.stdout._out)  # the wrapper would break every line
        with Progress(*columns, console=Console(file=terminal, quiet=self.quiet)) as bar:
            task = bar.add_task(words, total=Offer.objects.public().count())
            yield lambda count: bar.advance(task, count)
