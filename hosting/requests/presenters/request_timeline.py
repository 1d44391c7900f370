"""The page of a request as its two sides read it: letters, proposals, the way so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from core.values.countdown import Countdown, countdown_between
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.presenters.request_terms import (
    TermLine,
    current_terms,
    format_dates,
    format_deadline,
    proposal_terms,
)
from hosting.requests.states import ProposalState, RequestState

EVENTS: dict[str, tuple[str, str | Promise]] = {
    "request.considered": ("message", gettext_lazy("The host has answered: perhaps.")),
    "request.declined": ("x", gettext_lazy("The host has said no. You can still write.")),
    "request.withdrawn": ("back", gettext_lazy("The request was taken back.")),
    "request.expired": ("clock", gettext_lazy("No answer came in time: the request has expired.")),
    "proposal.held": (
        "check",
        gettext_lazy("Both say yes, and the dates are held until the others of the set answer."),
    ),
    "request.let_go": (
        "back",
        gettext_lazy("The set did not come together: everything is let go."),
    ),
    "proposal.agreed": (
        "handshake",
        gettext_lazy("It is agreed. The terms no longer move."),
    ),
    "agreement.cancelled": ("x", gettext_lazy("Cancelled.")),
    "agreement.no_show": ("clock", gettext_lazy("The host waited, and nobody came.")),
    "agreement.completed": ("check", gettext_lazy("The days are over.")),
}

# Either side can do it: the line says who did.
EVENTS_WITH_ACTOR: dict[str, str | Promise] = {
    "agreement.cancelled": gettext_lazy("%(name)s has cancelled."),
}

# Said besides, of an agreement that has dates.
DATE_NOTES: dict[str, str | Promise] = {
    "proposal.agreed": gettext_lazy("The dates are held."),
    "agreement.cancelled": gettext_lazy("The dates are free again."),
}


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A message, or an event between messages: then `who` is empty and there is an icon."""

    at: datetime
    words: str | Promise
    who: str = ""
    mine: bool = False
    icon: str = ""

    @property
    def moment(self) -> datetime:
        return self.at

    @property
    def when(self) -> str:
        return date_format(timezone.localtime(self.at), "DATETIME_FORMAT")


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """A proposal, with what it changes of the one before."""

    at: datetime
    number: int
    title: str
    state: str
    label: str
    terms: list[TermLine]
    may_agree: bool


@dataclass(slots=True)
class TimelineSection:
    """Letters in a row, then perhaps a proposal."""

    entries: list[TimelineEntry] = field(default_factory=list)
    card: ProposalCard | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when the host may answer, in words and as a clock."""

    words: str
    clock: Countdown


def deadline_of(request: Request, *, reader: User) -> Deadline | None:
    """While nobody has answered. A set of requests has a time of its own, said beside it."""
    if request.state != RequestState.SENT or request.request_set_id is not None:
        return None
    facts = {"moment": format_deadline(request), "host": request.host.display_name}
    if reader.pk == request.host_id:
        words = _("Please answer by %(moment)s. After that the request expires.") % facts
    else:
        words = _("%(host)s can answer until %(moment)s. After that the request expires.") % facts
    return Deadline(words, countdown_between(request.sent_at, request.answer_by))


def request_timeline(request: Request, *, reader: User) -> list[TimelineSection]:
    """Everything in the order in which it happened."""
    messages = request.thread.messages.select_related("author")
    cards = []
    before: Proposal | None = None
    for number, proposal in enumerate(request.proposals.all(), 1):
        cards.append(_proposal_card(number, proposal, before, reader))
        before = proposal
    lines: list[TimelineEntry | ProposalCard] = sorted(
        chain(
            [
                TimelineEntry(
                    message.sent_at,
                    message.body,
                    _("You") if message.author_id == reader.pk else str(message.author),
                    mine=message.author_id == reader.pk,
                )
                for message in messages
            ],
            _event_entries(request),
            cards,
        ),
        key=lambda line: line.at,
    )
    sections = [TimelineSection()]
    for line in lines:
        if isinstance(line, ProposalCard):
            sections[-1].card = line
            sections.append(TimelineSection())
        else:
            sections[-1].entries.append(line)
    return [one for one in sections if one.entries or one.card]


@dataclass(frozen=True, slots=True)
class ProgressStep:
    title: str
    text: str = ""
    state: str = ""


def request_progress(request: Request) -> list[ProgressStep]:
    """How far the two have come. After a cancellation nothing is left to come."""
    agreement: Agreement | None = getattr(request, "agreement", None)
    if request.state == RequestState.COMPLETED:
        reached = 4
    elif agreement is not None:
        reached = 3 if request.state in {RequestState.AGREED, RequestState.CANCELLED} else 2
    else:
        reached = 1
    count = len(request.proposals.all())
    titles = [
        (_("Request sent"), date_format(timezone.localtime(request.sent_at), "MONTH_DAY_FORMAT")),
        (
            _("You talk"),
            ngettext("%(count)s proposal", "%(count)s proposals", count) % {"count": count},
        ),
        (_("Agreement"), agreement.reference if agreement else ""),
        (_("The day"), format_dates(current_terms(request))),
        (_("A note"), _("if you like")),
    ]
    if request.state == RequestState.CANCELLED:
        titles[reached:] = [(request.get_state_display(), format_dates(current_terms(request)))]
    return [
        ProgressStep(
            title, text, "done" if place < reached else "current" if place == reached else ""
        )
        for place, (title, text) in enumerate(titles)
    ]


def _proposal_card(
    number: int, proposal: Proposal, before: Proposal | None, reader: User
) -> ProposalCard:
    mine = proposal.by_id == reader.pk
    title = (
        _("You propose") if mine else _("%(name)s proposes") % {"name": proposal.by.display_name}
    )
    shown: Proposal | Request = proposal
    if proposal.state == ProposalState.AGREED and proposal.request.state == RequestState.CANCELLED:
        shown = proposal.request
    return ProposalCard(
        at=proposal.at,
        number=number,
        title=title,
        state="waiting" if proposal.is_open else str(shown.state),
        label=str(_("On the table") if proposal.is_open else shown.get_state_display()),
        terms=proposal_terms(proposal, before),
        may_agree=proposal.is_open and not mine and proposal.request.is_open,
    )


def _event_entries(request: Request) -> list[TimelineEntry]:
    """What was done to the request, its proposals and its agreement, in one query."""
    agreement: Agreement | None = getattr(request, "agreement", None)
    about = {
        Request: [request.pk],
        Proposal: [proposal.pk for proposal in request.proposals.all()],
        Agreement: [agreement.pk] if agreement else [],
    }
    of_subject = Q()
    for model, ids in about.items():
        subject_type = ContentType.objects.get_for_model(model)
        of_subject |= Q(subject_type=subject_type, subject_id__in=ids)
    entries = AuditEntry.objects.filter(of_subject, verb__in=EVENTS).order_by("pk")
    lines = []
    for entry in entries:
        icon, words = EVENTS[entry.verb]
        # Both parties are named as in the agreement, also once an account is closed.
        if agreement is not None and entry.verb in EVENTS_WITH_ACTOR:
            names = {
                agreement.host_id: agreement.host_name,
                agreement.guest_id: agreement.guest_name,
            }
            if entry.actor_id in names:
                words = EVENTS_WITH_ACTOR[entry.verb] % {"name": names[entry.actor_id]}
        if agreement is not None and agreement.has_dates and entry.verb in DATE_NOTES:
            words = f"{words} {DATE_NOTES[entry.verb]}"
        lines.append(TimelineEntry(entry.at, words, icon=icon))
    return lines
