"""What the commands say to a person: one sentence, in French or English after LANG."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from core.terminal import terminal_language

if TYPE_CHECKING:
    from collections.abc import Callable


class RefusalError(Exception):
    """A command can't go on: its message is the sentence that says why."""

    def __init__(self, english: str, french: str) -> None:
        super().__init__(localized(english, french))


def localized(english: str, french: str) -> str:
    """The sentence in the language of the terminal."""
    return french if terminal_language() == "fr" else english


def echo(english: str, french: str) -> None:
    """Print one line at once, so that nobody waits before an empty screen."""
    print(localized(english, french), flush=True)


def run_command(command: Callable[[], int | None]) -> int:
    """Run a command to its exit status; a refusal becomes its sentence, never a traceback."""
    try:
        return command() or 0
    except RefusalError as refusal:
        print(refusal, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
