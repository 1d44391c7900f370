"""Cut the published map layers into the small files that are shipped."""

from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commons.geography.prepare.files import write
from commons.geography.prepare.layers import layers, stations_csv

FOLDER: Final = Path(__file__).parents[2] / "data"


class Command(BaseCommand):
    help = "Write one file per region with its rivers, lakes, towns, railways and stations."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path, help="folder with the published layers")
        parser.add_argument("--to", type=Path, default=FOLDER, help="output folder")

    def handle(self, *args: Any, source: Path, to: Path, **options: Any) -> None:
        if not (source / "rivers_wide.geojson.gz").is_file():
            raise CommandError(f"No map layers in {source}")
        count = 0
        for name, text in layers(source):
            write(to / "layers" / f"{name}.geojson.gz", text)
            count += 1
        write(to / "stations.csv.gz", stations_csv(source))
        self.stdout.write(f"{count} regions", self.style.SUCCESS)
