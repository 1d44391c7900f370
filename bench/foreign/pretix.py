"""pretix, installed from its package into an environment of its own, as its documentation says."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from bench.foreign.running import House
from bench.tools.server import Server
from scripts.environment import find_uv
from scripts.machine import VAR

HOME: Final = VAR / "bench" / "pretix"
PINNED: Final = Path(__file__).with_name("pretix.txt")
EVENT: Final = Path(__file__).with_name("pretix_event.py")
PAGE: Final = "/neighbours/baskets/"
SETTINGS: Final = """[pretix]
instance_name = Bench
url = http://localhost:{port}
datadir = {data}
[database]
backend = postgresql
name = {database}
user = {login.username}
password = {login.password}
host = {login.hostname}
port = {login.port}
[redis]
location = {redis}/1
sessions = true
[celery]
backend = {redis}/2
broker = {redis}/3
"""


def installed() -> Path:
    """Its Python. What was installed once is only compared with the pinned versions."""
    environment = HOME / "venv"
    uv = find_uv()
    if not (environment / "bin" / "python").exists():
        subprocess.run([uv, "venv", "--quiet", environment], check=True)
    python = environment / "bin" / "python"
    subprocess.run([uv, "pip", "sync", "--quiet", "--python", python, PINNED], check=True)
    return python


def made_in(folder: Path, *, port: int, database: str, services: dict[str, str]) -> House:
    """With tables, and an event series of sixty dates made by its own models. Its package brings
    its style sheets and scripts collected and packed.
    """
    python, settings = installed(), folder / "pretix.cfg"
    login, redis = urlsplit(services["DATABASE_URL"]), urlsplit(services["REDIS_URL"])
    (folder / "data").mkdir()
    settings.write_text(
        SETTINGS.format(
            port=port,
            data=folder / "data",
            database=database,
            login=login,
            redis=redis._replace(path="").geturl(),
        )
    )
    made = House(folder, {"PRETIX_CONFIG_FILE": str(settings)})
    made.run(python, "-m", "pretix", "migrate", "--verbosity", "0")
    made.run(python, "-m", "pretix", "shell", stdin=EVENT.read_text())
    return made


@contextmanager
def serving_in(made: House, port: int) -> Iterator[Server]:
    """By gunicorn, in the words of its manual; one worker, as ours."""
    program = HOME / "venv" / "bin" / "gunicorn"
    command = (
        *(program, "pretix.wsgi", "--name", "pretix", "--workers", "1"),
        *("--max-requests", "1200", "--max-requests-jitter", "50"),
        *("--bind", f"127.0.0.1:{port}"),
    )
    with made.serving(port, PAGE, *command) as one:
        yield one
