"""The clock of a site, which a drill moves while the site runs: by libfaketime, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from scripts import debian

HOUR: Final = 3600  # seconds


def environment(file: Path) -> dict[str, str]:
    """For processes whose clock goes as the file says.

    The monotonic clock stays: on a machine it doesn't jump either.
    """
    move(file, 0)
    return {
        "LD_PRELOAD": str(debian.path_of(debian.FAKETIME)),
        "FAKETIME_TIMESTAMP_FILE": str(file),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


def move(file: Path, seconds: int) -> None:
    """So many seconds ahead of the true time, behind it where negative; within a second."""
    new = file.with_suffix(".new")
    new.write_text(f"{seconds:+d}\n")
    new.replace(file)
