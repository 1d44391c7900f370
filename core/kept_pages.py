"""Pages that a worker keeps: some, for a while, and none of them once anything was written."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final

KEPT_FOR: Final = 30.0  # seconds: what only time changes (a day begins, a door closes)
LONGEST: Final = 256 * 1024  # bytes of a page that is worth its place

type Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was told, before anything about its reader was added."""

    content: bytes
    headers: tuple[tuple[str, str], ...]


class KeptPages:
    """The last ones that were read, of one state of the database."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, tuple[float, KeptPage]] = OrderedDict()
        self._mark = ""
        self._lock = Lock()

    def find(self, key: Key, mark: str) -> KeptPage | None:
        """Nothing where it is too old, or something was written since."""
        with self._lock:
            self._turn_to(mark)
            until, page = self._pages.get(key, (0.0, None))
            if page is None or until <= time.monotonic():
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key: Key, mark: str, page: KeptPage, *, most: int) -> None:
        """The one that nobody read for longest makes room."""
        if len(page.content) > LONGEST:
            return
        with self._lock:
            self._turn_to(mark)
            self._pages[key] = time.monotonic() + KEPT_FOR, page
            self._pages.move_to_end(key)
            while len(self._pages) > most:
                self._pages.popitem(last=False)

    def _turn_to(self, mark: str) -> None:
        if mark != self._mark:
            self._pages.clear()
            self._mark = mark


KEPT: Final = KeptPages()
