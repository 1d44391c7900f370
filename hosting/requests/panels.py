"""What requests put on the desk, and how their notices are fetched."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel, Rows
from hosting.requests.models.concerns import Concern
from hosting.requests.selectors.requests import requests_for, unanswered_requests_of
from hosting.requests.states import RequestState

ROWS = 5
UNDER_WAY = (
    RequestState.SENT,
    RequestState.TENTATIVE,
    RequestState.HELD,
    RequestState.AGREED,
)


def concern_panels(person: User) -> Iterator[Panel]:
    """On the desk stands only that there is something to read."""
    if rows := list(Concern.objects.readable_by(person).open()):
        yield Panel(
            title=_("Told in confidence"),
            template="requests/parts/desk_concerns.html",
            rows=rows,
            waiting=len(rows),
            url=reverse("hosting:concern-list"),
            more=_("Read what was told"),
        )


def waiting_concerns(coordinator: User) -> Rows:
    return [Concern.objects.open().coordinated_by(coordinator)]


def desk_panels(person: User) -> Iterator[Panel]:
    """Questions to this host, then every conversation under way."""
    waiting = list(unanswered_requests_of(person)[:ROWS])
    if waiting:
        yield Panel(
            title=_("Asked of you"),
            template="requests/parts/desk_requests.html",
            rows=[(request, person) for request in waiting],
            waiting=unanswered_requests_of(person).count(),
            url=reverse("hosting:host-today"),
            more=_("My host space"),
        )
    under_way = requests_for(person).filter(state__in=UNDER_WAY)
    others = under_way.exclude(pk__in=[request.pk for request in waiting])[:ROWS]
    yield Panel(
        title=_("My requests"),
        template="requests/parts/desk_requests.html",
        rows=[(request, person) for request in others],
        url=reverse("hosting:request-list"),
        more=_("All my requests"),
    )
