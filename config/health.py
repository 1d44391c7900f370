"""Two questions of a supervisor: does the process live, and can the site serve?"""

import logging
from collections.abc import Iterator
from http import HTTPStatus
from ipaddress import ip_address
from threading import Lock
from time import monotonic
from typing import Final

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from commons.outbox.models import OutboxEntry
from core.heartbeat import LATE, last_tick, shares_cache
from search.upkeep.selectors import lag_of_index

logger = logging.getLogger(__name__)
AGAIN_AFTER: Final = 60  # seconds until the same faults are logged once more, by each process


class FaultLog:
    """Logs faults when their kinds change and once a minute, however often somebody asks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kinds: frozenset[str] = frozenset()
        self._at = 0.0

    def note(self, faults: list[str]) -> None:
        """A fault begins with its kind, as in `jobs overdue: 3`."""
        kinds = frozenset(fault.partition(":")[0] for fault in faults)
        now = monotonic()
        with self._lock:
            before, is_due = self._kinds, now - self._at >= AGAIN_AFTER
            if kinds == before and not (kinds and is_due):
                return
            self._kinds, self._at = kinds, now
        if faults:
            logger.error("not ready: %s", ", ".join(faults))
        else:
            logger.warning("ready again, after: %s", ", ".join(sorted(before)))


fault_log = FaultLog()


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """503 where there is no database or cache, no clock, or jobs that nobody does.

    Whoever asks from the machine itself reads a line for each fault, and one that says how the
    search is, which is only slower without its server. Strangers read one word; the log has all,
    once for each change and once a minute.
    """
    faults = list(_faults())
    lines = ["not ready" if faults else "ready", *faults]
    fault_log.note(faults)
    if not is_from_inside(request):
        lines = lines[:1]
    elif not any(line.startswith("database") for line in faults):
        lag = lag_of_index()
        responds = "responds" if lag.health.answers else f"doesn’t respond ({lag.health.reason})"
        behind = f"changes waiting: {lag.waiting}, {lag.seconds} s behind"
        lines.append(f"search: {lag.engine} {responds}, {behind}")
    status = HTTPStatus.SERVICE_UNAVAILABLE if faults else HTTPStatus.OK
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain", status=status)


def is_from_inside(request: HttpRequest) -> bool:
    """Whether a process on this machine asks without a proxy, which would name its visitor."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _faults() -> Iterator[str]:
    try:
        connection.ensure_connection()
        late = OutboxEntry.objects.overdue().count()
    except Exception as error:
        yield f"database: {type(error).__name__}"
        return
    if late:
        yield f"jobs overdue: {late}"
    try:
        at = last_tick()
    except Exception as error:
        yield f"cache: {type(error).__name__}"
        return
    if shares_cache() and (at is None or timezone.now() - at > LATE):
        yield f"clock: last tick {at.isoformat(timespec='seconds') if at else 'never'}"
