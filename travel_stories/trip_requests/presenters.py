"""What the page of a request shows of the trip that asks."""

from __future__ import annotations

from collections.abc import Iterable

from commons.accounts.models import User
from hosting.requests.models.requests import Request
from hosting.requests.rules import reads_as_host
from hosting.requests.selectors.request_sections import Forms, RequestSection
from travel_stories.trip_requests.models.introductions import Introduction


def members_section(request: Request, reader: User, forms: Forms) -> Iterable[RequestSection]:
    """The members who agreed to be shown, for the host and who answers for them."""
    if not reads_as_host(request, reader):
        return
    introductions = list(Introduction.objects.for_host(request, reader))
    if introductions:
        template = "trip_requests/parts/introductions.html"
        yield RequestSection(template, {"introductions": introductions})
