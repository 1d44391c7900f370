"""The real proxy, Caddy with our own configuration, before a house of a test."""

import os
from contextlib import contextmanager

from scripts.machine import free_port
from scripts.processes import start, stop, wait_until
from tests.patience import patience

NAME = "house.example.org"


@contextmanager
def proxied(house, folder, config, **more):
    """The port of a proxy before the port of a house."""
    front = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "SITE": f"http://{NAME}:{front}",
        "HOUSE": f"127.0.0.1:{house}",
        "PHOTOGRAPHS": str(folder),
        "OUTAGE": str(folder / "outage"),
        **more,
    }
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", config]
    child = start("proxy", command, log=folder / "proxy.log", environment=environment, cwd=folder)
    try:
        assert wait_until(lambda: "serving initial" in log_of(folder), within=patience(30)), log_of(
            folder
        )
        yield front
    finally:
        stop([child])


def log_of(folder):
    log = folder / "proxy.log"
    return log.read_text() if log.exists() else ""
