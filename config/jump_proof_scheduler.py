"""The scheduler of periodic jobs, which goes on when the clock of the machine is set back."""

from __future__ import annotations

from typing import Any

from celery.beat import PersistentScheduler


class JumpProofScheduler(PersistentScheduler):
    """Celery's own waits until the clock reaches again the time at which a job last ran.

    A clock that ran an hour ahead would stop every periodic job for an hour.
    """

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """One iteration: run what is due; returns the seconds to wait for the next one."""
        ahead = [
            entry for entry in self.schedule.values() if entry.last_run_at > entry.default_now()
        ]
        if ahead:
            for entry in ahead:
                entry.last_run_at = entry.default_now()
            self.populate_heap()
        seconds: float = super().tick(*args, **kwargs)
        return seconds
