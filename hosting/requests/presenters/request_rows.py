"""Requests as rows of a list: who, their words, when, until when, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commons.accounts.models import User
from commons.profiles.selectors import face_url
from core.values.countdown import Countdown, countdown_between
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.presenters.request_terms import (
    current_terms,
    format_dates,
    format_deadline,
    format_party,
    group_of,
    marked_title,
    organisation_of,
)
from hosting.requests.rules import reads_as_host
from hosting.requests.states import CLOSED_STATES, RequestState


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request as one of its two sides reads it. `words` are the latest of the other side.

    `organisation`: for which it was sent, where somebody asks for one. `group`: of what kind, for
    the host.
    """

    request: Request
    name: str
    person: str  # for initials; nothing where they have left
    title: str
    when: str
    party: str
    words: str
    state: str
    label: str
    waits: bool
    action: str
    deadline: str
    clock: Countdown | None
    face: str = ""
    organisation: str = ""
    group: str = ""

    @property
    def facts(self) -> SafeString:
        """`Yann, 2 adults, Friday 21 – Sunday 23 May, 2 nights`; the name keeps its direction."""
        parts: list[str] = [format_html("<bdi>{}</bdi>", self.name)]
        if self.organisation:
            sender = _("for %(organisation)s") % {"organisation": self.organisation}
            parts.append(format_html("<bdi>{}</bdi>", sender))
        words = (*parts, self.group, self.party, self.when)
        return format_html_join(", ", "{}", ((part,) for part in words if part))


@dataclass(slots=True)
class RequestList:
    """What is under way, my turn first, and what is over."""

    under_way: list[RequestRow] = field(default_factory=list)
    past: list[RequestRow] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        return sum(row.waits for row in self.under_way)

    def __bool__(self) -> bool:
        return bool(self.under_way or self.past)


@dataclass(slots=True)
class OrganisationRequests:
    """What others asked for an organisation that I act for."""

    name: str
    public_id: str
    list: RequestList


@dataclass(frozen=True, slots=True)
class RequestLists:
    """Asked of me, asked by me, and asked by others for the organisations that I act for."""

    received: RequestList
    sent: RequestList
    organisations: list[OrganisationRequests] = field(default_factory=list)


def request_lists(requests: Iterable[Request], *, reader: User) -> RequestLists:
    """Both lists of requests that come `with_terms` and `with_latest_words`, the newest first."""
    received, sent = RequestList(), RequestList()
    organisations: dict[int, OrganisationRequests] = {}
    for request in requests:
        if reads_as_host(request, reader):
            chosen = received
        elif request.guest_id == reader.pk or request.on_behalf_of is None:
            chosen = sent
        else:
            asking = request.on_behalf_of
            given = OrganisationRequests(asking.name, asking.public_id, RequestList())
            chosen = organisations.setdefault(asking.pk, given).list
        rows = chosen.past if request.state in CLOSED_STATES else chosen.under_way
        rows.append(request_row(request, reader=reader))
    by_name = sorted(organisations.values(), key=lambda one: one.name)
    for one in (received, sent, *(each.list for each in by_name)):
        one.under_way.sort(key=_urgency)
    return RequestLists(received, sent, by_name)


def request_row(request: Request, *, reader: User) -> RequestRow:
    """No query where the request comes `with_terms` and `with_latest_words`."""
    is_host = reads_as_host(request, reader)
    other = request.guest if is_host else request.host
    waits = waits_for(request, reader)
    terms = current_terms(request)
    state, label = request_status(request, reader=reader)
    is_dated = request.state == RequestState.SENT
    return RequestRow(
        request=request,
        name=_("Someone who closed their account") if other.closed_at else other.display_name,
        person="" if other.closed_at else other.display_name,
        title=marked_title(request.offer),
        when=format_dates(terms),
        party=format_party(terms),
        words=getattr(request, "guest_words" if is_host else "host_words", None) or "",
        state=state,
        label=label,
        waits=waits,
        action=_("Reply") if waits else pgettext("action", "Open"),
        deadline=_("Answer by %(moment)s") % {"moment": format_deadline(request)}
        if is_dated and is_host
        else _("The host can answer until %(moment)s") % {"moment": format_deadline(request)}
        if is_dated
        else "",
        clock=countdown_between(request.sent_at, request.answer_by) if is_dated else None,
        face=face_url(getattr(request, "guest_face" if is_host else "host_face", None)),
        organisation=organisation_of(request),
        group=group_of(request) if is_host else "",
    )


def waits_for(request: Request, reader: User) -> bool:
    """Whether it is this side's turn: the host's to answer, or either's to a proposal."""
    if not request.is_open:
        return False
    proposed = open_proposal(request)
    if reads_as_host(request, reader):
        return proposed is None or not proposed.is_by_host
    return proposed is not None and proposed.is_by_host


def open_proposal(request: Request) -> Proposal | None:
    return next((one for one in request.proposals.all() if one.is_open), None)


def request_status(request: Request, *, reader: User) -> tuple[str, str]:
    """Colour and word of a state for this side; while it is open, whose turn it is."""
    if waits_for(request, reader):
        return "waiting", _("Waiting for your answer")
    if request.is_open:
        return str(request.state), _("Waiting for their answer")
    return str(request.state), str(request.get_state_display())


def _urgency(row: RequestRow) -> tuple[bool, bool, float]:
    """My turn first, the soonest deadline first; then what was asked last."""
    dated = row.waits and row.clock is not None
    moment = row.request.answer_by if dated else row.request.sent_at
    return not row.waits, not dated, moment.timestamp() if dated else -moment.timestamp()
