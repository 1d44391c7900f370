"""Two questions of a supervisor: does the process live, and can it serve?"""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process reaches its database."""
    connection.ensure_connection()
    return HttpResponse("ready", content_type="text/plain")
