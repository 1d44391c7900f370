"""Heartbeats: whether workers and the clock (Celery beat) are alive, through the shared cache."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Final

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

ANSWER: Final = "core.answer.{}"
TICK: Final = "core.tick"
PATIENCE: Final = 60  # seconds for which an answer is kept
POLL: Final = 0.1
LOCAL_CACHES: Final = ("LocMemCache", "DummyCache")  # of one process
LATE: Final = timedelta(minutes=5)  # the clock ticks twice a minute, behind whatever a worker does


def is_cache_local() -> bool:
    """Whether each process has a cache of its own."""
    return str(settings.CACHES["default"]["BACKEND"]).endswith(LOCAL_CACHES)


def shares_cache() -> bool:
    """Whether what a worker writes into the cache can be read by the site."""
    return not settings.CELERY_TASK_ALWAYS_EAGER and not is_cache_local()


def record_tick() -> None:
    cache.set(TICK, timezone.now().isoformat(), timeout=None)


def last_tick() -> datetime | None:
    """When a worker last ran what the clock sends twice a minute; None before the first time."""
    at = cache.get(TICK)
    return datetime.fromisoformat(at) if at else None


def worker_answers(queue: str, *, within: float) -> bool:
    """Whether a worker of this queue runs a job that is sent to it now, in so many seconds."""
    token = token_urlsafe(12)
    current_app.send_task("core.answer", kwargs={"token": token}, queue=queue)
    end = time.monotonic() + within
    while time.monotonic() < end:
        if cache.get(ANSWER.format(token)):
            return True
        time.sleep(POLL)
    return False
