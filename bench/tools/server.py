"""A real server for as long as a block lasts, and what its workers weigh."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.demo import answers
from scripts.machine import MIB, ROOT, free_port
from scripts.processes import Child, start, stop, wait_until

# As many requests at a time as there are connections to share; the others wait at the door.
AT_A_TIME = 32
# As README.md advises: threads come and go, and each would leave a heap of its own behind.
TWO_HEAPS = {"MALLOC_ARENA_MAX": "2"}
PATIENCE = 60
AS_A_SITE = {"KEPT_PAGES": "32"}  # as a site begins, if nobody says otherwise


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    child: Child

    def worker_mebibytes(self) -> float:
        """Resident memory of the heaviest worker, as the kernel counts it."""
        pages = max(
            int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            for pid in _children(self.child.process.pid)
        )
        return pages * os.sysconf("SC_PAGE_SIZE") / MIB

    def worker_peak_mebibytes(self) -> float:
        """The most that any worker has held since it began."""
        return max(most_resident(pid) for pid in _children(self.child.process.pid)) / MIB

    def worker_seconds(self) -> float:
        """Processor time that all workers have used so far."""
        return sum(used_by(pid) for pid in _children(self.child.process.pid))


@contextmanager
def serving(
    *,
    workers: int = 1,
    connections: int = AT_A_TIME,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Start the server of the project on a free port, wait for its first answer, stop it."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        child = start(
            "server",
            [
                Path(sys.executable).parent / "granian",
                *("--interface", "asginl", "--workers", str(workers)),
                *("--backpressure", str(connections), "--backlog", "2048"),
                *("--host", "127.0.0.1", "--port", str(port)),
                "config.asgi:application",
            ],
            log=Path(folder) / "server.log",
            environment=TWO_HEAPS | dict(environment or {}),
            cwd=ROOT,
        )
        try:
            if not wait_until(lambda: answers(port), within=PATIENCE):
                raise RuntimeError(child.last_words())
            yield Server(port, child)
        finally:
            stop([child])


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def most_resident(pid: int) -> int:
    """Bytes that a process has held at most, as the kernel remembers."""
    status = Path(f"/proc/{pid}/status").read_text()
    return 1024 * int(next(line for line in status.splitlines() if "VmHWM" in line).split()[1])


def used_by(pid: int) -> float:
    """Seconds of a processor that a process has had so far."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system = after_name[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
