"""Load the hospitals of France: from the list that comes with the code, or from a register."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from emergency.activations.actions.hospitals import NEEDED, UnfitRowError, load_hospitals

LIST: Final = Path(__file__).parents[2] / "data" / "hospitals.csv.gz"
LONGEST_LINE: Final = 10_000  # characters; a register has some hundred


class Command(BaseCommand):
    help = "Load hospitals. Safe to run again: existing hospitals are updated."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            default=LIST,
            help=f"CSV file (.csv, .csv.gz) with the columns {', '.join(NEEDED)}.",
        )
        parser.add_argument(
            "--encoding", default="utf-8-sig", help="File encoding; use latin-1 for older files."
        )

    def handle(self, *args: Any, file: Path, encoding: str, **options: Any) -> None:
        """All rows, or none: a register with a fault changes nothing."""
        try:
            opened = gzip.open if file.suffix == ".gz" else open
            with opened(file, "rt", encoding=encoding, newline="") as lines:
                known = load_hospitals(rows=_rows(lines))
        except UnfitRowError as error:
            raise CommandError(f"{file}: {error}. Nothing was changed.") from error
        except UnicodeError as error:
            words = f"{file} isn’t written in {encoding}: try --encoding latin-1"
            raise CommandError(words) from error
        except (OSError, EOFError, csv.Error, LookupError) as error:
            raise CommandError(f"{file} can’t be read: {error}") from error
        self.stdout.write(f"{known} hospitals", self.style.SUCCESS)


def _rows(lines: IO[str]) -> Iterator[dict[str, str]]:
    """Separated by commas, or by semicolons as FINESS is."""
    header = lines.readline(LONGEST_LINE)
    separator = ";" if header.count(";") > header.count(",") else ","
    names = next(csv.reader([header], delimiter=separator), [])
    if missing := [name for name in NEEDED if name not in names]:
        raise UnfitRowError(1, f"the columns {', '.join(missing)} are missing")
    yield from csv.DictReader(lines, names, delimiter=separator, restval="")
