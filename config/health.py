"""Two questions of a supervisor: does the process live, and can the site serve?"""

from collections.abc import Iterator
from http import HTTPStatus

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from commons.outbox.models import OutboxEntry
from core.heartbeat import LATE, last_tick, shares_cache
from search.upkeep.selectors import lag_of_index


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """503 with a line for each fault: no database or cache, no clock, or jobs that nobody does.

    A line says how the search is, which is only slower without its server.
    """
    faults = list(_faults())
    lines = ["not ready" if faults else "ready", *faults]
    if not any(line.startswith("database") for line in faults):
        lag = lag_of_index()
        answers = "answers" if lag.health.answers else f"does not answer ({lag.health.reason})"
        lines.append(
            f"search: {lag.engine} {answers}, {lag.waiting} changes wait, {lag.seconds} s behind"
        )
    status = HTTPStatus.SERVICE_UNAVAILABLE if faults else HTTPStatus.OK
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain", status=status)


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
