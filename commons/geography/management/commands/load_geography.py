"""Load communes and cities from the list that comes with the code."""

import csv
import gzip
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from commons.geography.actions import load_localities

LIST: Final = Path(__file__).parents[2] / "data" / "localities.csv.gz"


class Command(BaseCommand):
    help = "Load communes and cities. Safe to run again: existing places are updated."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--countries",
            default="",
            help="Only these countries (ISO 3166-1), for example fr,be,it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = {code.strip().upper() for code in options["countries"].split(",") if code.strip()}
        with gzip.open(LIST, "rt", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        if unknown := wanted - {row["country"] for row in rows}:
            raise CommandError(f"No places for: {', '.join(sorted(unknown))}")
        chosen = [row for row in rows if not wanted or row["country"] in wanted]
        console = Console(quiet=options["verbosity"] == 0)
        with Progress(console=console) as progress:
            known = load_localities(rows=progress.track(chosen, description="Places"))
        self.stdout.write(f"{known} places", self.style.SUCCESS)
