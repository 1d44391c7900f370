"""The page of a request as its two sides read it: letters, proposals, the way so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from commons.conversations.selectors import (
    FileItem,
    are_pictures_open,
    file_items,
    files_of_messages,
)
from commons.profiles.selectors import face_subquery, face_url
from core.text.formatting import format_moment, format_short_day
from core.values.countdown import Countdown, countdown_between
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.presenters.request_terms import (
    TermLine,
    current_terms,
    format_dates,
    format_deadline,
    format_proposal_deadline,
    proposal_terms,
)
from hosting.requests.rules import may_answer_proposal, reads_as_host
from hosting.requests.selectors.guest_side import readable_until
from hosting.requests.states import ProposalState, RequestState

EVENTS: dict[str, tuple[str, str | Promise]] = {
    "request.considered": (
        "message",
        gettext_lazy("The host asked for time to think about the request."),
    ),
    "request.declined": (
        "x",
        gettext_lazy("The host declined. You can still write to each other."),
    ),
    "request.withdrawn": ("back", gettext_lazy("The request was withdrawn.")),
    "request.expired": ("clock", gettext_lazy("No answer came in time, so the request expired.")),
    "proposal.held": (
        "check",
        gettext_lazy(
            "You both accepted. The dates were put on hold until the other "
            "hosts in this joint request answered."
        ),
    ),
    "request.let_go": (
        "back",
        gettext_lazy("The joint request didn’t work out, so the dates were released."),
    ),
    "proposal.agreed": (
        "handshake",
        gettext_lazy("You made an agreement. Its terms can’t be changed."),
    ),
    "agreement.cancelled": ("x", gettext_lazy("The agreement was cancelled.")),
    "agreement.no_show": ("clock", gettext_lazy("The host reported a no-show.")),
    "agreement.handed_over": ("check", gettext_lazy("The host marked this as handed over.")),
    "agreement.completed": ("check", gettext_lazy("The agreement was completed.")),
}

# Said instead, where somebody did it in the name of the host.
EVENTS_BY_CO_HOST: dict[str, str | Promise] = {
    "request.considered": gettext_lazy(
        "%(name)s asked for time to think about the request, for %(host)s."
    ),
    "request.declined": gettext_lazy(
        "%(name)s declined for %(host)s. You can still write to each other."
    ),
    "agreement.cancelled": gettext_lazy("%(name)s cancelled the agreement for %(host)s."),
    "agreement.no_show": gettext_lazy("%(name)s reported a no-show for %(host)s."),
    "agreement.handed_over": gettext_lazy("%(name)s marked this as handed over for %(host)s."),
}

# Either side can do it: the line says who did.
EVENTS_WITH_ACTOR: dict[str, str | Promise] = {
    "agreement.cancelled": gettext_lazy("%(name)s cancelled the agreement."),
}

# Said besides, of an agreement that has dates.
DATE_NOTES: dict[str, str | Promise] = {
    "proposal.agreed": gettext_lazy("The dates were reserved."),
    "agreement.cancelled": gettext_lazy("The dates became available again."),
}


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A message, or an event between messages: then `who` is empty and there is an icon.

    `name` gives the initials, also of the reader, whom `who` calls "You"; `face` is an address.
    """

    at: datetime
    words: str | Promise
    who: str = ""
    mine: bool = False
    icon: str = ""
    name: str = ""
    face: str = ""
    files: Sequence[FileItem] = ()

    @property
    def moment(self) -> datetime:
        return self.at

    @property
    def when(self) -> str:
        return format_moment(self.at)


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
    if reads_as_host(request, reader):
        words = _("Please answer by %(moment)s. After that the request expires.") % facts
    else:
        words = _("%(host)s can answer until %(moment)s. After that the request expires.") % facts
    return Deadline(words, countdown_between(request.sent_at, request.answer_by))


def proposal_deadline_of(request: Request, *, reader: User) -> str:
    """Until when the reader may answer what the other side proposes, unless that is said already.

    Empty where nothing waits for the reader.
    """
    standing = next((one for one in request.proposals.all() if one.is_open), None)
    waits = request.is_open and standing is not None and may_answer_proposal(standing, reader)
    if standing is None or not waits or deadline_of(request, reader=reader) is not None:
        return ""
    return format_proposal_deadline(standing)


def request_timeline(request: Request, *, reader: User) -> list[TimelineSection]:
    """Everything in the order in which it happened, as far as this person may read."""
    until = readable_until(request, reader)
    messages = request.thread.messages.select_related("author").annotate(
        face=face_subquery("author", reader)
    )
    messages = messages.prefetch_related(files_of_messages())
    is_open = request.is_considered or are_pictures_open(messages, viewer=reader)
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
                    message.words,
                    _("You") if message.author_id == reader.pk else str(message.author),
                    mine=message.author_id == reader.pk,
                    name=str(message.author),
                    face=face_url(getattr(message, "face", None)),
                    files=file_items(message, is_open=is_open),
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
        if until is not None and line.at > until:
            break
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


def request_progress(request: Request, agreement: Agreement | None) -> list[ProgressStep]:
    """How far the two have come. After a cancellation nothing is left to come.

    `agreement`: as far as the reader may know of one.
    """
    if request.state == RequestState.COMPLETED:
        reached = 4
    elif agreement is not None:
        reached = 3 if request.state in {RequestState.AGREED, RequestState.CANCELLED} else 2
    else:
        reached = 1
    count = len(request.proposals.all())
    titles = [
        (_("Request sent"), format_short_day(request.sent_at)),
        (
            _("Discussion"),
            ngettext("%(count)s proposal", "%(count)s proposals", count) % {"count": count},
        ),
        (_("Agreement"), agreement.reference if agreement else ""),
        (_("On the day"), format_dates(current_terms(request))),
        (_("Note after the visit"), _("optional")),
    ]
    if request.state == RequestState.CANCELLED:
        when = format_short_day(request.closed_at) if request.closed_at else ""
        titles[reached:] = [(request.get_state_display(), when)]
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
        _("Your proposal")
        if mine
        else _("Proposal by %(name)s") % {"name": proposal.by.display_name}
    )
    shown: Proposal | Request = proposal
    if proposal.state == ProposalState.AGREED and proposal.request.state == RequestState.CANCELLED:
        shown = proposal.request
    return ProposalCard(
        at=proposal.at,
        number=number,
        title=title,
        state="waiting" if proposal.is_open else str(shown.state),
        label=str(_("Current proposal") if proposal.is_open else shown.get_state_display()),
        terms=proposal_terms(proposal, before),
        may_agree=proposal.is_open
        and may_answer_proposal(proposal, reader)
        and proposal.request.is_open,
    )


def _words_for_host(entry: AuditEntry, request: Request) -> str:
    """Where somebody did in the name of the host what only the side of the host does, or a guest
    who asks for themselves; else nothing.
    """
    actor = entry.actor
    if actor is None or actor.pk in {request.host_id, request.guest_id}:
        return ""
    may_be_guest_side = request.on_behalf_of_id is not None and entry.verb == "agreement.cancelled"
    if may_be_guest_side or entry.verb not in EVENTS_BY_CO_HOST:
        return ""
    names = {"name": actor.display_name, "host": _host_in_words(request)}
    return str(EVENTS_BY_CO_HOST[entry.verb] % names)


def _host_in_words(request: Request) -> str:
    """For whom somebody answered: a person, or an organisation, whose people come and go."""
    agreement: Agreement | None = getattr(request, "agreement", None)
    if request.host_organisation is None:
        return str(request.host.display_name)
    return str(request.host_organisation.name if agreement is None else agreement.host_party)


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
    entries = entries.select_related("actor")
    lines = []
    for entry in entries:
        icon, words = EVENTS[entry.verb]
        words = _words_for_host(entry, request) or words
        # Both parties are named as in the agreement, also once an account is closed.
        if agreement is not None and entry.verb in EVENTS_WITH_ACTOR:
            names = {
                agreement.host_id: agreement.receiving_host,
                agreement.guest_id: agreement.guest_name,
            }
            if entry.actor_id in names:
                words = EVENTS_WITH_ACTOR[entry.verb] % {"name": names[entry.actor_id]}
        if agreement is not None and agreement.has_dates and entry.verb in DATE_NOTES:
            words = f"{words} {DATE_NOTES[entry.verb]}"
        lines.append(TimelineEntry(entry.at, words, icon=icon))
    return lines
