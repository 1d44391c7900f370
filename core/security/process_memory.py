"""Memory and environment of this process, closed to others of the same user."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

PR_SET_DUMPABLE: Final = 4  # of prctl(2)


def hide_process_memory() -> None:
    """Leave `/proc/<pid>/environ` and `/proc/<pid>/mem` to root, and write no core dump.

    Processes that are forked inherit it, those that are executed don't. Linux alone.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
