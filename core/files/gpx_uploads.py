"""A GPX file from a stranger: `core.files.gpx` reads it in a process of its own."""

from __future__ import annotations

import json
from io import BytesIO
from typing import IO, Final

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.files.bounded_process import Answer, Task, run
from core.files.gpx import (
    TRIM_METRES,
    GpxEmptyError,
    GpxTooDetailedError,
    GpxTooHeavyError,
    GpxTooLongError,
    GpxTooManyPiecesError,
    NotAGpxFileError,
    Way,
    read_gpx,
    require_light,
)
from core.values.geo import Point

LINE: Final = b"\n"


class GpxTooDemandingError(DomainError):
    message = _("This file takes too much time or memory to check. Try exporting it again.")


class GpxQueueError(DomainError):
    message = _("We’re receiving many files right now. Please try again in a minute.")


TASK: Final = Task(
    function="core.files.gpx_uploads:read_here",
    refusals=(
        NotAGpxFileError,
        GpxTooHeavyError,
        GpxTooLongError,
        GpxTooDetailedError,
        GpxTooManyPiecesError,
        GpxEmptyError,
    ),
    queue_too_long=GpxQueueError,
    too_demanding=GpxTooDemandingError,
)


def read_uploaded_gpx(file: IO[bytes], *, trim_metres: float = TRIM_METRES) -> Way:
    """What `gpx.read_gpx` returns and raises, or one of the other two refusals of TASK."""
    require_light(file)
    file.seek(0)
    answer = run(TASK, str(trim_metres).encode() + LINE + file.read())
    pieces, metres, climb = json.loads(answer.content)
    return Way([[Point(*point) for point in piece] for piece in pieces], metres, climb)


def read_here(content: bytes) -> Answer:
    """In the child: metres to leave out in the first line, then the file."""
    trim_metres, _line, gpx = content.partition(LINE)
    way = read_gpx(BytesIO(gpx), trim_metres=float(trim_metres))
    pieces = [[(point.latitude, point.longitude) for point in piece] for piece in way.pieces]
    return Answer("way", json.dumps([pieces, way.metres, way.climb]).encode())
