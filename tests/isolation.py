"""What keeps the processes of one run, and runs side by side, out of each other's way."""

import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from scripts.services import REDIS_DATABASES


def process_name() -> str:
    """The leg and the worker of this process (`browser_gw1`), "main" without either.

    In letters that a name of a database may have.
    """
    known = (os.environ.get("TEST_LEG", ""), os.environ.get("PYTEST_XDIST_WORKER", ""))
    return "_".join(filter(None, known)).replace("-", "_") or "main"


def redis_url() -> str:
    """The Redis database of this process: worker gwN has the one N after that of `REDIS_URL`.

    Raises ValueError where the server has no such database: never share one, since each test
    begins by emptying its own.
    """
    url = urlsplit(os.environ["REDIS_URL"])
    worker = re.fullmatch(r"gw(\d+)", os.environ.get("PYTEST_XDIST_WORKER", ""))
    number = int(url.path.strip("/") or 0) + (int(worker[1]) if worker else 0)
    if number >= REDIS_DATABASES:
        raise ValueError(f"Redis has databases 0 to {REDIS_DATABASES - 1}, not {number}")
    return url._replace(path=f"/{number}").geturl()


@contextmanager
def reserved_port() -> Iterator[int]:
    """A port of the loopback interface that nobody else is given until the block ends.

    Bound and never listened on, so that a server with SO_REUSEADDR can take it. Without this two
    processes could draw the same port, and servers with SO_REUSEPORT would share its visitors.
    """
    with socket.socket() as reservation:
        reservation.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reservation.bind(("127.0.0.1", 0))
        yield reservation.getsockname()[1]
