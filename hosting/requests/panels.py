"""What requests put on the desk, and how their notices are fetched."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.accounts.models import User
from commons.accounts.panels import Panel, Rows, WaitingItem
from hosting.requests.models.concerns import Concern
from hosting.requests.presenters.request_rows import RequestRow, request_row
from hosting.requests.rules import reads_as_host
from hosting.requests.selectors.requests import (
    own_turns,
    proposals_waiting_for,
    requests_for,
    waiting_for_host,
)
from hosting.requests.states import PENDING_STATES, RequestState

ROWS = 5
MAX_ROWS = 200  # that are looked at, the newest


def concern_panels(person: User) -> Iterator[Panel]:
    """On the desk stands only that there is something to read."""
    if waiting := Concern.objects.readable_by(person).open().count():
        url = reverse("hosting:concern-list")
        title = ngettext(
            "%(count)s confidential report to read",
            "%(count)s confidential reports to read",
            waiting,
        ) % {"count": waiting}
        yield Panel(
            title=_("Confidential reports"),
            items=[WaitingItem(title, url, _("Read the reports"), icon="shield")],
            waiting=waiting,
            url=url,
            more=_("Read the reports"),
        )


def waiting_concerns(coordinator: User) -> Rows:
    return [Concern.objects.open().coordinated_by(coordinator)]


def own_waiting_requests(person: User) -> Rows:
    """Asked of this host, or proposed to this guest: it is their turn."""
    return [own_turns(person)]


def requests_waiting_for_co_host(person: User) -> Rows:
    """Asked of hosts for whom they answer."""
    return [waiting_for_host(person).exclude(host=person)]


def proposals_waiting_for_colleague(person: User) -> Rows:
    """Proposed to colleagues who asked on behalf of their organisation."""
    return [proposals_waiting_for(person).exclude(guest=person)]


def desk_panels(person: User) -> Iterator[Panel]:
    """What waits for this host, what waits for this guest, then every conversation under way."""
    rows = [
        request_row(one, reader=person)
        for one in requests_for(person).filter(state__in=PENDING_STATES)[:MAX_ROWS]
    ]
    asked = [row for row in rows if row.waits and reads_as_host(row.request, person)]
    proposed = [row for row in rows if row.waits and not reads_as_host(row.request, person)]
    if asked:
        yield Panel(
            title=_("Requests received"),
            items=[waiting_item(row) for row in asked],
            waiting=len(asked),
            url=reverse("hosting:host-today"),
            more=_("My host space"),
        )
    if proposed:
        yield Panel(
            title=_("Proposals received"),
            items=[waiting_item(row) for row in proposed],
            waiting=len(proposed),
            url=reverse("hosting:request-list"),
            more=_("All requests"),
        )
    yield Panel(
        title=_("Requests under way"),
        template="requests/parts/desk_requests.html",
        rows=[row for row in rows if not row.waits][:ROWS],
        url=reverse("hosting:request-list"),
        more=_("All requests"),
    )


def waiting_item(row: RequestRow) -> WaitingItem:
    """A request as a line of what waits on the desk."""
    is_dated = row.request.state == RequestState.SENT
    return WaitingItem(
        title=row.facts,
        url=row.request.get_absolute_url(),
        action=row.action,
        text=row.title,
        words=row.words,
        person=row.person,
        face=row.face,
        since=row.request.sent_at if is_dated else None,
        deadline=row.request.answer_by if is_dated else None,
    )
