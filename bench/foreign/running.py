"""Another site's commands and its server, each in an environment that knows nothing of ours."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.tools.load import Ask, in_turn
from bench.tools.server import Server
from scripts.processes import start, stop, wait_until

OURS: Final = ("DATABASE_URL", "REDIS_URL", "DEMO_DIR", "DJANGO_SETTINGS_MODULE", "PYTHONPATH")
PATIENCE: Final = 120


@dataclass(frozen=True)
class House:
    """Where a site lives, and what its processes find around them."""

    folder: Path
    environment: Mapping[str, str]

    def run(self, *command: str | Path, stdin: str = "") -> None:
        """One of its own commands; `stdin` is what somebody would type."""
        ran = subprocess.run(
            [str(word) for word in command],
            cwd=self.folder,
            env=self._around(),
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise RuntimeError(f"{command[-1]} failed:\n{ran.stdout[-1500:]}{ran.stderr[-3000:]}")

    @contextmanager
    def serving(self, port: int, path: str, *command: str | Path) -> Iterator[Server]:
        """Its server, from the first answer of this page on."""
        with tempfile.TemporaryDirectory() as folder:
            child = start(
                "another site",
                ["env", *(f"--unset={name}" for name in OURS), *command],
                log=Path(folder) / "server.log",
                environment=self.environment,
                cwd=self.folder,
            )
            try:
                if not wait_until(lambda: answers(port, path), within=PATIENCE, every=0.5):
                    raise RuntimeError(child.last_words())
                yield Server(port, child)
            finally:
                stop([child])

    def _around(self) -> dict[str, str]:
        known = {name: text for name, text in os.environ.items() if name not in OURS}
        return known | dict(self.environment)


def answers(port: int, path: str) -> bool:
    """Is this page there?"""
    try:
        (answer,) = in_turn(port, [Ask(path)])
    except OSError:
        return False
    return answer.status == 200
