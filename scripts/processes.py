"""Programs started beside a command, each with its family, and stopped with it whatever happens."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

PR_SET_PDEATHSIG = 1
PATIENCE = 8.0


@dataclass(frozen=True)
class Child:
    """A started program: it leads a process group of its own and writes to its own log."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    goodbye: signal.Signals = signal.SIGTERM

    def last_words(self, lines: int = 15) -> str:
        """The end of its log, for whoever wants to know why it stopped."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def is_running(self) -> bool:
        """Has it not ended yet?"""
        return self.process.poll() is None


def start(
    name: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    goodbye: signal.Signals = signal.SIGTERM,
    outlives: bool = False,
    **options: Any,
) -> Child:
    """Start a program in a process group of its own; it ends with us unless it `outlives` us."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | dict(environment or {}),
            start_new_session=True,
            preexec_fn=None if outlives else partial(end_with_parent, goodbye),
            **options,
        )
    return Child(name, process, log, goodbye)


def end_with_parent(goodbye: signal.Signals) -> None:
    """For `preexec_fn`. Even a killed command leaves no orphan: the kernel tells its children."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, goodbye)


def stop(children: Sequence[Child], patience: float = PATIENCE) -> None:
    """Ask all at once, wait together, then end whoever is left, with its whole group."""
    for child in children:
        _tell(child, child.goodbye)
    deadline = time.monotonic() + patience
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.0, deadline - time.monotonic()))
        _tell(child, signal.SIGKILL)
        child.process.wait()


def _tell(child: Child, message: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process.pid, message)


def wait_until(is_true: Callable[[], bool], *, within: float, every: float = 0.05) -> bool:
    """Ask again and again; False when time is over.

    The last time is after the end: a process that got no processor may have slept past it.
    """
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if is_true():
            return True
        time.sleep(every)
    return is_true()


def stop_on_signals() -> None:
    """From now on SIGTERM and SIGHUP end this command as Ctrl-C does, through its `finally`."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
