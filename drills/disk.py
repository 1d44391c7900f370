"""A small disk in memory that can be filled to its last byte and freed again; Linux, as root."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from scripts.cli import RefusalError
from scripts.machine import MIB

SIZE: Final = 768 * MIB
BALLAST: Final = "ballast"


@contextmanager
def small_disk() -> Iterator[Path]:
    """Mount a tmpfs of SIZE for as long as the block lasts; RefusalError where we may not."""
    with tempfile.TemporaryDirectory(prefix="hirondelle-disk-") as made:
        # Its users enter it, also those that aren't root.
        options = f"size={SIZE},mode=0711"
        try:
            subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", made], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise RefusalError(
                "The disk can’t be filled without root. Leave it out with --only.",
                "Seul root peut remplir le disque. Laissez cette panne de côté avec --only.",
            ) from error
        try:
            yield Path(made)
        finally:
            subprocess.run(["umount", "--lazy", made], check=True)


def fill(disk: Path) -> None:
    """Take all that is left of it."""
    with (disk / BALLAST).open("wb", buffering=0) as ballast, suppress(OSError):
        while ballast.write(bytes(MIB)) == MIB:
            pass
        while ballast.write(bytes(4096)):
            pass


def free(disk: Path) -> None:
    """Give it back."""
    (disk / BALLAST).unlink()
