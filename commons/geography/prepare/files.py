"""Files that are the same, byte for byte, each time they are made."""

import gzip
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Compressed without a date, so that the same text gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
