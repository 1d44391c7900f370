"""The site that `wagtail start` makes, untouched, with the settings that it has for production."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.foreign.running import House
from bench.tools.server import AT_A_TIME, TWO_HEAPS, Server
from scripts.machine import free_port

BIN: Final = Path(sys.executable).parent
NAME: Final = "mysite"
LOCAL: Final = """SECRET_KEY = "of a bench"
ALLOWED_HOSTS = ["localhost"]
"""


def made_in(folder: Path) -> House:
    """Our own Wagtail makes it, so that both have the same version; on SQLite, as it comes."""
    made = House(folder, {"DJANGO_SETTINGS_MODULE": f"{NAME}.settings.production"})
    made.run(BIN / "wagtail", "start", NAME, folder)
    (folder / NAME / "settings" / "local.py").write_text(LOCAL)
    for command in ("migrate", "collectstatic"):
        made.run(sys.executable, "manage.py", command, "--no-input", "--verbosity", "0")
    return made


@contextmanager
def serving_in(made: House) -> Iterator[Server]:
    """The same server as ours, with one worker; it knows WSGI only."""
    port = free_port()
    command = (
        *(BIN / "granian", "--interface", "wsgi", "--workers", "1"),
        *("--backpressure", str(AT_A_TIME), "--backlog", "2048"),
        *("--host", "127.0.0.1", "--port", str(port)),
        f"{NAME}.wsgi:application",
    )
    with House(made.folder, {**made.environment, **TWO_HEAPS}).serving(port, "/", *command) as one:
        yield one
