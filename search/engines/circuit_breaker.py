"""Says whether it is worth asking somebody who didn't answer lately."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import Final

from search.query.errors import SearchDownError

FAILURES: Final = 3  # in a row, then nobody is sent there for a while
SLOW: Final = 0.3  # seconds: one failure that took so long is enough, it cost a reader that time
PAUSE: Final = 5.0  # seconds, then one goes and looks


class CircuitBreaker:
    """Closed while all is well; open after failures; half open while one goes and looks.

    One for each process, shared by its threads.
    """

    def __init__(
        self, *, pause: float = PAUSE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.pause = pause
        self.clock = clock
        self._lock = Lock()
        self._failures = 0
        self._open_until: float | None = None
        self._somebody_looks = False

    @property
    def is_closed(self) -> bool:
        return self._open_until is None

    def visit(self) -> AbstractContextManager[None] | None:
        """Leave to go there, to be used at once; None for who should rather stay away."""
        with self._lock:
            if self._open_until is None:
                return self._going(looks=False)
            if self._somebody_looks or self.clock() < self._open_until:
                return None
            self._somebody_looks = True
            return self._going(looks=True)

    @contextmanager
    def _going(self, *, looks: bool) -> Iterator[None]:
        """Only a SearchDownError is a failure: any other refusal is an answer."""
        began = self.clock()
        failed = False
        try:
            yield
        except SearchDownError:
            failed = True
            raise
        finally:
            self._back(looks=looks, failed=failed, seconds=self.clock() - began)

    def _back(self, *, looks: bool, failed: bool, seconds: float) -> None:
        with self._lock:
            if looks:
                self._somebody_looks = False
            if not failed:
                self._failures, self._open_until = 0, None
                return
            self._failures += 1
            if looks or seconds >= SLOW or self._failures >= FAILURES:
                self._open_until = self.clock() + self.pause
