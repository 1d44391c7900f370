"""Uploads are cleaned in a process of its own, with an end to its memory and its time.

Whatever a file makes its decoder do, the site goes on; and that process knows no secret.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import threading
from io import BytesIO
from typing import IO, Any, Final

from django.conf import settings

from commons.media import errors
from commons.media.cleaning.limits import HEAVIEST, MIB, CleanPicture
from core.errors import DomainError

WORDS: Final = {
    "LANG": "C.UTF-8",
    "MALLOC_ARENA_MAX": "2",
}  # all that it learns of its surroundings
KEPT: Final = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")  # by which Python finds itself
END: Final = b"\n"
BEGINNING: Final = re.compile(  # of JPEG, PNG, WebP, and of AVIF and HEIF: else nobody has to look
    rb"\xff\xd8|\x89PNG|RIFF.{4}WEBP|.{4}ftyp", re.DOTALL
)
_one_at_a_time = threading.Lock()  # one child of each process, whatever the rush


def clean_apart(file: IO[bytes]) -> CleanPicture:
    """The pixels of an upload, or the reason why there are none."""
    file.seek(0, 2)
    if file.tell() > HEAVIEST:
        raise errors.PhotographTooHeavyError(limit=HEAVIEST // MIB)
    file.seek(0)
    content = file.read()
    if not BEGINNING.match(content):
        raise errors.NotAPhotographError
    if not _one_at_a_time.acquire(timeout=settings.MEDIA_CLEANING["wait"]):
        raise errors.PhotographsQueueError
    try:
        return _answer(_ask(content))
    finally:
        _one_at_a_time.release()


def _ask(content: bytes) -> bytes:
    """What the child says: a word, the end of a line, and the pixels if there are any."""
    limits = settings.MEDIA_CLEANING
    bounds = (str(limits["memory"]), str(limits["seconds"]))
    known = {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        child = subprocess.run(  # noqa: S603 - our own Python, with figures of our own
            [sys.executable, "-s", "-m", "commons.media.cleaning.apart", *bounds],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env=known | WORDS,
            timeout=2 * limits["seconds"],
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise errors.PhotographTooDemandingError from late
    return child.stdout


def _answer(said: bytes) -> CleanPicture:
    """A child that died said nothing."""
    word, _end, content = said.partition(END)
    if not word:
        raise errors.PhotographTooDemandingError
    if content:
        return CleanPicture(content, word.decode())
    name, *facts = word.decode().split()
    refusal: type[DomainError] = getattr(errors, name)
    raise refusal(**dict(fact.split("=") for fact in facts))


def answer_to(content: bytes) -> bytes:
    """The child's half of the conversation."""
    from commons.media.cleaning.pixels import clean  # noqa: PLC0415  decoders come after the bounds

    try:
        picture = clean(BytesIO(content))
    except DomainError as refusal:
        facts: dict[str, Any] = refusal.facts
        told = (f"{name}={value}" for name, value in facts.items())
        return " ".join((type(refusal).__name__, *told)).encode() + END
    return picture.extension.encode() + END + picture.content


def bind(memory: int, seconds: int) -> None:
    """No more memory, no more time; no file is written, not even by a crash."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    for nothing in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(nothing, (0, 0))


if __name__ == "__main__":
    bind(int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.buffer.write(answer_to(sys.stdin.buffer.read()))
