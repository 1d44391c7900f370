"""A recording as it may be kept: no word about where and by whom, whatever its name says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Final

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.files.bounded_process import Task, run

MIB: Final = 1 << 20
HEAVIEST: Final = 28 * MIB  # with the rest of its form below the limit of the proxy
OGG, MP3, M4A = "audio/ogg", "audio/mpeg", "audio/mp4"
EXTENSIONS: Final = {OGG: "ogg", MP3: "mp3", M4A: "m4a"}


class NotASoundError(DomainError):
    message = _("This file isn’t a recording we can read. Choose an MP3, M4A, Ogg or Opus file.")


class SoundTooHeavyError(DomainError):
    message = _("This recording is too large. Choose one that’s %(limit)s MB or smaller.")


class SoundTooDemandingError(DomainError):
    message = _("This recording takes too much time or memory to check. Try exporting it again.")


class SoundsQueueError(DomainError):
    message = _("We’re receiving many files right now. Please try again in a minute.")


TASK: Final = Task(
    function="core.files.sound_files:clean_here",
    refusals=(NotASoundError,),
    queue_too_long=SoundsQueueError,
    too_demanding=SoundTooDemandingError,
)


@dataclass(frozen=True, slots=True)
class Recording:
    content: bytes
    mime: str
    seconds: int | None

    @property
    def extension(self) -> str:
        return EXTENSIONS[self.mime]


def read_sound(file: IO[bytes]) -> Recording:
    """Raises NotASoundError, SoundTooHeavyError and those of TASK. The file's name says nothing."""
    if file.seek(0, 2) > HEAVIEST:
        raise SoundTooHeavyError(limit=HEAVIEST // MIB)
    file.seek(0)
    answer = run(TASK, file.read())
    mime, _space, seconds = answer.line.partition(" ")
    if mime not in EXTENSIONS or not answer.content:
        raise SoundTooDemandingError  # no child of ours says that
    return Recording(answer.content, mime, int(seconds) if seconds else None)
