"""A site as in production for as long as a block lasts, with a wire to each server it needs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from drills import clock
from drills.mailbox import Mailbox, mail_server
from drills.wires import Wire
from scripts.demo import answers
from scripts.machine import ROOT, free_port
from scripts.processes import Child, start, stop, wait_until

NAME: Final = "house.example.org"
BIN: Final = Path(sys.executable).parent
PATIENCE: Final = 120  # seconds until it serves: other programs may have the processor


@dataclass
class Site:
    """A running site: its processes, its wires, the mails that it sent."""

    folder: Path
    direct: Mapping[str, str]  # the environment of commands that go past the wires
    wired: Mapping[str, str]
    wires: Mapping[str, Wire]
    mailbox: Mailbox
    port: int = field(default_factory=free_port)
    children: dict[str, Child] = field(default_factory=dict)

    @property
    def clock(self) -> Path:
        """The file that says how far its clock is from the true time: `drills.clock.move`."""
        return self.folder / "clock"

    def start(self, *names: str) -> None:
        """Start these of its processes, which were stopped or killed; all of them without names."""
        for name in names or COMMANDS:
            places = {"port": self.port, "folder": self.folder}
            words = [word.format(**places) for word in COMMANDS[name]]
            self.children[name] = start(
                name,
                [BIN / words[0], *words[1:]],
                log=self.folder / f"{name}.log",
                environment=self.wired,
                cwd=ROOT,
            )

    def kill(self, name: str) -> None:
        """As when the machine is gone: without a goodbye."""
        child = self.children[name]
        os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()

    def run(self, *words: str, stdin: str = "") -> str:
        """Run a Python module of ours to its end, past the wires; what it printed."""
        ran = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", *words],
            cwd=ROOT,
            env=dict(self.direct),
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise RuntimeError(f"{' '.join(words)}\n{ran.stdout[-1500:]}{ran.stderr[-3000:]}")
        return ran.stdout

    def is_up(self) -> bool:
        """Does it serve, and does its worker work?"""
        return answers(self.port) and "ready." in self.children["worker"].last_words(40)


COMMANDS: Final[Mapping[str, Sequence[str]]] = {
    # As docker/Dockerfile starts it.
    "web": (
        *("python", "-m", "config.serve", "--interface", "asginl"),
        *("--workers", "2", "--backpressure", "1024"),
        *("--host", "127.0.0.1", "--port", "{port}", "config.asgi:application"),
    ),
    # With its clock inside, so that a drill starts one process less.
    "worker": (
        *("celery", "-A", "config", "worker", "--pool", "solo", "--queues", "celery,pictures"),
        *("--beat", "--schedule", "{folder}/schedule", "--hostname", "worker@drill"),
        *("--loglevel", "INFO"),
    ),
}


@contextmanager
def running_site(
    database_url: str,
    redis_url: str,
    *,
    node_url: str | None = None,
    folder: Path | None = None,
    has_clock: bool = False,
    **more: str,
) -> Iterator[Site]:
    """Start it over a migrated database and an empty Redis; `more` is environment for it.

    `node_url` is that of a search node; `has_clock` gives it a clock that can be moved.
    """
    with tempfile.TemporaryDirectory() as made, mail_server() as (mail_port, mailbox):
        home = folder or Path(made)
        site = _lay_out(home, database_url, redis_url, node_url, mail_port, mailbox, more)
        if has_clock:
            site.wired = dict(site.wired) | clock.environment(site.clock)
        for wire in site.wires.values():
            wire.mend()
        try:
            site.start()
            if not wait_until(site.is_up, within=PATIENCE):
                raise RuntimeError("\n".join(one.last_words() for one in site.children.values()))
            yield site
        finally:
            stop(list(site.children.values()), patience=3)
            for wire in site.wires.values():
                wire.cut()


def _lay_out(
    home: Path,
    database_url: str,
    redis_url: str,
    node_url: str | None,
    mail_port: int,
    mailbox: Mailbox,
    more: Mapping[str, str],
) -> Site:
    database, redis = urlsplit(database_url), urlsplit(redis_url)
    wires = {
        "postgresql": Wire(_port(database)),
        "redis": Wire(_port(redis)),
        "mail": Wire(mail_port),
    }
    if node_url:
        wires["search"] = Wire(_port(urlsplit(node_url)))
    known = {name: text for name, text in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    direct = known | {
        "DJANGO_SETTINGS_MODULE": "drills.settings",
        "PYTHONPATH": str(ROOT),
        "ALLOWED_HOSTS": f"{NAME},localhost,127.0.0.1",
        "BASE_URL": f"https://{NAME}",
        "SECRET_KEY": "made for this drill, and thrown away with it",
        "HOSTING_PLACE_SECRET": "made for this drill as well, and thrown away with it",
        "DATABASE_URL": database_url,
        "CELERY_BROKER_URL": redis_url,
        "CACHE_URL": f"{redis_url}?socket_timeout=2",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_SECURITY": "none",
        "EMAIL_PORT": str(mail_port),
        "BEHIND_TLS_PROXY": "1",
        "TRUSTED_PROXY_COUNT": "1",
        **{f"{name}_ROOT": str(home / name.lower()) for name in ("MEDIA", "PRIVATE", "OUTAGE")},
        **more,
    }
    through_redis = _moved(redis, wires["redis"].port)
    wired = direct | {
        "DATABASE_URL": _moved(database, wires["postgresql"].port),
        "CELERY_BROKER_URL": through_redis,
        "CACHE_URL": f"{through_redis}?socket_timeout=2",
        "EMAIL_PORT": str(wires["mail"].port),
    }
    if node_url:
        direct |= _search(wires["search"].target)
        wired |= _search(wires["search"].port)
    return Site(home, direct, wired, wires, mailbox)


def _search(port: int) -> dict[str, str]:
    return {"SEARCH_URL": f"elasticsearch://127.0.0.1:{port}/drill"}


def _port(address: Any) -> int:
    if address.port is None:
        raise ValueError(f"no port in the address of {address.scheme}")
    return int(address.port)


def _moved(address: Any, port: int) -> str:
    """The same address by another port of this machine."""
    login = f"{address.username or ''}:{address.password or ''}@"
    return str(address._replace(netloc=f"{login}127.0.0.1:{port}").geturl())
