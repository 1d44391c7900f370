"""Load the hospitals of France from the list that comes with the code."""

import csv
import gzip
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand

from emergency.actions.hospitals import load_hospitals

LIST: Final = Path(__file__).parents[2] / "data" / "hospitals.csv.gz"


class Command(BaseCommand):
    help = "Load hospitals. May be run again: what is there is brought up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        with gzip.open(LIST, "rt", encoding="utf-8", newline="") as file:
            known = load_hospitals(rows=csv.DictReader(file))
        self.stdout.write(f"{known} hospitals", self.style.SUCCESS)
