"""Photographs: smaller, without metadata, and with the licence their index gives."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

FOLDER = "photos-places"
SIDE = 1280
HEAVIEST = 150 * 1024
QUALITIES = range(80, 25, -6)


@dataclass(frozen=True)
class Photograph:
    """One line of the list that is kept by hand: which file, and what it shows."""

    name: str
    file: str
    alt: dict[str, str]
    caption: dict[str, str]
    credit: str
    languages: list[str]


def photographs(written: Path) -> list[Photograph]:
    return [Photograph(**entry) for entry in json.loads(written.read_text(encoding="utf-8"))]


def reduce(source: Path, photos: list[Photograph], target: Path) -> list[dict[str, Any]]:
    """Write each photograph as WebP, and return what the pages need to show it."""
    with (source / FOLDER / "index.csv").open(encoding="utf-8", newline="") as lines:
        index = {row["file"]: row for row in csv.DictReader(lines)}
    shown = []
    for photo in photos:
        from_index = index[photo.file]
        path = target / f"{photo.name}.webp"
        with Image.open(source / FOLDER / photo.file) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGB")
        image.thumbnail((SIDE, SIDE))
        for quality in QUALITIES:
            image.save(path, "WEBP", quality=quality, method=6)
            if path.stat().st_size <= HEAVIEST:
                break
        shown.append(
            {
                "name": photo.name,
                "file": path.name,
                "width": image.width,
                "height": image.height,
                "alt": photo.alt,
                "caption": photo.caption,
                "credit": photo.credit,
                "licence": from_index["licence"].replace(" ", "-"),  # `public domain`
                "source": from_index["source"],
                "languages": photo.languages,
            }
        )
    return shown
