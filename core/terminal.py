"""The language of the person at the terminal."""

from __future__ import annotations

import os
from typing import Final

VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")  # in the order of POSIX, chapter 8.2


def terminal_language() -> str:
    """Return "fr" where the locale of the environment is French, else "en"."""
    values = (os.environ.get(name) for name in VARIABLES)
    locale = next((value for value in values if value), "")
    return "fr" if locale.lower().startswith("fr") else "en"
