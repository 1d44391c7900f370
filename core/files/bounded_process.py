"""Parsers of strangers' files run in a process of their own, with an end to memory and time.

Whatever a file makes a parser do, the site goes on. That process has no secret in its environment,
can't read ours in the memory of the site, and reads no file but the code that it runs, opens no
connection and starts nothing (Landlock; `manage.py check --deploy` says where a kernel has none).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from importlib import import_module
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, Final, cast

from django.conf import settings

from core.errors import DomainError
from core.security.landlock import leave_only_reading
from core.security.process_memory import hide_process_memory

ENVIRONMENT: Final = {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
KEPT: Final = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")  # by which Python finds itself
SYSTEM: Final = (
    *("/usr/lib", "/usr/local/lib", "/lib", "/lib64", "/usr/share"),
    *("/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom"),
)
END: Final = b"\n"
CHUNK: Final = 1 << 16
_one_at_a_time = threading.Lock()  # one child of each process, whatever the rush
_spent: ContextVar[list[float] | None] = ContextVar("spent", default=None)


@dataclass(frozen=True, slots=True)
class Answer:
    """One line about a file, and what is kept of it."""

    line: str
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Task:
    """`function` is `package.module:name` of a function from bytes to an Answer.

    It may raise one of `refusals`; whoever isn't served gets one of the other two. `output` is how
    many bytes may come back, `memory` how many bytes it may address and `seconds` how long it may
    work, where that isn't what MEDIA_CLEANING says.
    """

    function: str
    refusals: tuple[type[DomainError], ...]
    queue_too_long: type[DomainError]
    too_demanding: type[DomainError]
    output: int | None = None
    memory: int | None = None
    seconds: int | None = None


def run(task: Task, content: bytes | IO[bytes]) -> Answer:
    """What the function says about the content, or the refusal that it raised.

    The settings MEDIA_CLEANING bound memory, processor time, time and what comes back. Of a file no
    more than a chunk is held here, and what comes back is held once.
    """
    if not _one_at_a_time.acquire(timeout=settings.MEDIA_CLEANING["wait"]):
        raise task.queue_too_long
    before = _seconds_of_children()
    try:
        line, kept = _output_of_child(task, content)
    finally:
        spent = _spent.get()
        if spent is not None:
            spent.append(_seconds_of_children() - before)
        _one_at_a_time.release()
    if not line:
        raise task.too_demanding  # a child that died said nothing
    name, *facts = line.decode().split()
    for refusal in task.refusals:
        if refusal.__name__ == name:
            raise refusal(**dict(fact.split("=", 1) for fact in facts))
    return Answer(line.decode(), kept)


@contextmanager
def processor_seconds() -> Iterator[list[float]]:
    """Filled with what each child takes that is started within."""
    spent: list[float] = []
    token = _spent.set(spent)
    try:
        yield spent
    finally:
        _spent.reset(token)


def _seconds_of_children() -> float:
    """Of those that have ended; one runs at a time."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _output_of_child(task: Task, content: bytes | IO[bytes]) -> tuple[bytes, bytes]:
    """Its line and what followed; nothing where it died, took too long or wrote too much."""
    limits = settings.MEDIA_CLEANING
    seconds = int(limits["seconds"]) if task.seconds is None else task.seconds
    memory = int(limits["memory"]) if task.memory is None else task.memory
    bounds = (str(memory), str(seconds))
    known = {name: os.environ[name] for name in KEPT if name in os.environ}
    most = int(limits["output"]) if task.output is None else task.output
    hide_process_memory()  # our own environment is full of secrets, and the child has our user
    with subprocess.Popen(  # noqa: S603 - our own Python, with figures of our own
        [sys.executable, "-s", "-m", "core.files.bounded_process", task.function, *bounds],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        env=known | ENVIRONMENT,
        bufsize=0,
    ) as child:
        clock = threading.Timer(2 * seconds, child.kill)
        clock.start()
        try:
            assert child.stdin is not None  # noqa: S101  for the type checker
            assert child.stdout is not None  # noqa: S101
            with suppress(BrokenPipeError), child.stdin as pipe:  # it reads all, then it writes
                _write_all(pipe, content)
            with BufferedReader(cast(RawIOBase, child.stdout)) as reader:
                line = reader.readline(most + 1)
                kept = reader.read(most + 1 - len(line))
            if len(line) + len(kept) > most:
                child.kill()
        finally:
            clock.cancel()
        is_whole = child.wait() == 0
    return (line.removesuffix(END), kept) if is_whole else (b"", b"")


def _write_all(pipe: IO[bytes], content: bytes | IO[bytes]) -> None:
    """A pipe without a buffer takes a part at a time."""
    chunks = (content,) if isinstance(content, bytes) else iter(lambda: content.read(CHUNK), b"")
    for chunk in chunks:
        rest = memoryview(chunk)
        while rest:
            rest = rest[pipe.write(rest) :]


def answer_to(function: Callable[[bytes], Answer], content: bytes) -> bytes:
    """The child's half of the conversation."""
    try:
        answer = function(content)
    except DomainError as refusal:
        facts = (f"{name}={value}" for name, value in refusal.facts.items())
        return " ".join((type(refusal).__name__, *facts)).encode() + END
    return answer.line.encode() + END + answer.content


def bind(memory: int, seconds: int) -> None:
    """No more memory, no more time; no file is written, not even by a crash."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    for nothing in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(nothing, (0, 0))


def code_folders() -> Iterator[Path]:
    """Where Python, its packages, the libraries of the system and our own code lie.

    Of the folder we run in only packages: what else lies there may be a secret.
    """
    yield from map(Path, {sys.prefix, sys.base_prefix, sys.exec_prefix})
    yield from map(Path, SYSTEM)
    yield from (init.parent for init in Path.cwd().glob("*/__init__.py"))


def main(function: str, memory: str, seconds: str) -> None:
    """Decoders are imported after the bounds are set; nothing of the file is read before."""
    bind(int(memory), int(seconds))
    module, _colon, name = function.partition(":")
    found: Callable[[bytes], Answer] = getattr(import_module(module), name)
    leave_only_reading(code_folders())
    sys.stdout.buffer.write(answer_to(found, sys.stdin.buffer.read()))


if __name__ == "__main__":
    # As the module that others import: an Answer of `__main__` would be a class of its own.
    from core.files.bounded_process import main as main_of_module

    main_of_module(*sys.argv[1:])
