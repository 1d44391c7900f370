"""Uploaded photographs are cleaned in a process of its own."""

from __future__ import annotations

import re
from io import BytesIO
from typing import IO, Final

from commons.media import errors
from commons.media.cleaning.limits import EXTENSIONS, HEAVIEST, MIB, CleanPicture
from core.files.bounded_process import Answer, Task, bind, run

__all__ = ["bind", "sanitize_in_subprocess"]

FILE_SIGNATURE: Final = (
    re.compile(  # of JPEG, PNG, WebP, and of AVIF and HEIF: else nobody has to look
        rb"\xff\xd8|\x89PNG|RIFF.{4}WEBP|.{4}ftyp", re.DOTALL
    )
)
TASK: Final = Task(
    function="commons.media.cleaning.isolation:clean_here",
    refusals=(
        errors.NotAPhotographError,
        errors.PhotographDamagedError,
        errors.PhotographTooDemandingError,
        errors.PhotographTooHeavyError,
        errors.PhotographTooLargeError,
    ),
    queue_too_long=errors.PhotographsQueueError,
    too_demanding=errors.PhotographTooDemandingError,
)


def sanitize_in_subprocess(file: IO[bytes]) -> CleanPicture:
    """The pixels of an upload, or the reason why there are none."""
    file.seek(0, 2)
    if file.tell() > HEAVIEST:
        raise errors.PhotographTooHeavyError(limit=HEAVIEST // MIB)
    file.seek(0)
    content = file.read()
    if not FILE_SIGNATURE.match(content):
        raise errors.NotAPhotographError
    answer = run(TASK, content)
    if answer.line not in EXTENSIONS or not answer.content:
        raise errors.PhotographTooDemandingError  # no child of ours says that
    return CleanPicture(answer.content, answer.line)


def clean_here(content: bytes) -> Answer:
    """The child's half."""
    from commons.media.cleaning.pixels import clean  # noqa: PLC0415  decoders come after the bounds

    picture = clean(BytesIO(content))
    return Answer(picture.extension, picture.content)
