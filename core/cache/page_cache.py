"""In-memory cache of anonymous pages, per worker; any write to the database empties it."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final

TTL_SECONDS: Final = 30.0  # seconds: what only time changes (a day begins, a form closes)
MAX_PAGE_BYTES: Final = 256 * 1024  # bytes of a page that is worth its place

type CacheKey = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CachedPage:
    """Content and headers of a response, before middleware added anything personal."""

    content: bytes
    headers: tuple[tuple[str, str], ...]


class PageCache:
    """The last ones that were read, of one state of the database."""

    def __init__(self) -> None:
        self._pages: OrderedDict[CacheKey, tuple[float, CachedPage]] = OrderedDict()
        self._db_version = ""
        self._lock = Lock()

    def get(self, key: CacheKey, db_version: str) -> CachedPage | None:
        """Nothing where it is too old, or something was written since."""
        with self._lock:
            self._clear_if_changed(db_version)
            expires_at, page = self._pages.get(key, (0.0, None))
            if page is None or expires_at <= time.monotonic():
                return None
            self._pages.move_to_end(key)
            return page

    def store(self, key: CacheKey, db_version: str, page: CachedPage, *, max_pages: int) -> None:
        """The one that nobody read for longest makes room."""
        if len(page.content) > MAX_PAGE_BYTES:
            return
        with self._lock:
            self._clear_if_changed(db_version)
            self._pages[key] = time.monotonic() + TTL_SECONDS, page
            self._pages.move_to_end(key)
            while len(self._pages) > max_pages:
                self._pages.popitem(last=False)

    def _clear_if_changed(self, db_version: str) -> None:
        if db_version != self._db_version:
            self._pages.clear()
            self._db_version = db_version


PAGE_CACHE: Final = PageCache()
