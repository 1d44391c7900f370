"""Two questions of a supervisor: does the process live, and can it serve?"""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from search.queries.lag import lag_of_index


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process reaches its database; a line each for what is only slower without help."""
    connection.ensure_connection()
    lag = lag_of_index()
    answers = "answers" if lag.health.answers else f"does not answer ({lag.health.reason})"
    search = f"search: {lag.engine} {answers}, {lag.waiting} changes wait, {lag.seconds} s behind"
    return HttpResponse(f"ready\n{search}\n", content_type="text/plain")
