"""Parsers of strangers' files run in a process of their own, with an end to memory and time.

Whatever a file makes a parser do, the site goes on; and that process knows no secret.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from django.conf import settings

from core.errors import DomainError

ENVIRONMENT: Final = {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
KEPT: Final = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")  # by which Python finds itself
END: Final = b"\n"
_one_at_a_time = threading.Lock()  # one child of each process, whatever the rush


@dataclass(frozen=True, slots=True)
class Answer:
    """One line about a file, and what is kept of it."""

    line: str
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Task:
    """`function` is `package.module:name` of a function from bytes to an Answer.

    It may raise one of `refusals`; whoever isn't served gets one of the other two.
    """

    function: str
    refusals: tuple[type[DomainError], ...]
    queue_too_long: type[DomainError]
    too_demanding: type[DomainError]


def run(task: Task, content: bytes) -> Answer:
    """What the function says about the content, or the refusal that it raised."""
    if not _one_at_a_time.acquire(timeout=settings.MEDIA_CLEANING["wait"]):
        raise task.queue_too_long
    try:
        limits = settings.MEDIA_CLEANING
        bounds = (str(limits["memory"]), str(limits["seconds"]))
        known = {name: os.environ[name] for name in KEPT if name in os.environ}
        try:
            child = subprocess.run(  # noqa: S603 - our own Python, with figures of our own
                [sys.executable, "-s", "-m", "core.files.bounded_process", task.function, *bounds],
                input=content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=settings.BASE_DIR,
                env=known | ENVIRONMENT,
                timeout=2 * limits["seconds"],
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise task.too_demanding from late
        output = child.stdout
    finally:
        _one_at_a_time.release()
    line, _end, kept = output.partition(END)
    if not line:
        raise task.too_demanding  # a child that died said nothing
    name, *facts = line.decode().split()
    for refusal in task.refusals:
        if refusal.__name__ == name:
            raise refusal(**dict(fact.split("=", 1) for fact in facts))
    return Answer(line.decode(), kept)


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


def main(function: str, memory: str, seconds: str) -> None:
    """Decoders are imported after the bounds are set."""
    bind(int(memory), int(seconds))
    module, _colon, name = function.partition(":")
    found: Callable[[bytes], Answer] = getattr(import_module(module), name)
    sys.stdout.buffer.write(answer_to(found, sys.stdin.buffer.read()))


if __name__ == "__main__":
    # As the module that others import: an Answer of `__main__` would be a class of its own.
    from core.files.bounded_process import main as main_of_module

    main_of_module(*sys.argv[1:])
