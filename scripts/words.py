"""What the commands say to a person: one sentence, in French or English after LANG."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class RefusalError(Exception):
    """A command can't go on: its message is the sentence that says why."""

    def __init__(self, english: str, french: str) -> None:
        super().__init__(in_language(english, french))


def in_language(english: str, french: str) -> str:
    """The sentence in the language of the terminal."""
    spoken = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    language = next((value for value in spoken if value), "")
    return french if language.lower().startswith("fr") else english


def say(english: str, french: str) -> None:
    """Print one line at once, so that nobody waits before an empty screen."""
    print(in_language(english, french), flush=True)


def told(command: Callable[[], int | None]) -> int:
    """Run a command to its exit status; a refusal becomes its sentence, never a traceback."""
    try:
        return command() or 0
    except RefusalError as refusal:
        print(refusal, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
