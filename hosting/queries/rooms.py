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

from commons.accounts.models import AuditEntry, User
from core.words import range_in_words
from hosting.enums import RequestState
from hosting.models import Agreement, Proposal, Request
from hosting.queries.wishes import Term, terms_of

EVENTS: dict[str, tuple[str, str | Promise]] = {
    "request.considered": ("message", gettext_lazy("The host has answered: perhaps.")),
    "request.declined": ("x", gettext_lazy("The host has said no. You can still write.")),
    "request.withdrawn": ("back", gettext_lazy("The request was taken back.")),
    "request.expired": ("clock", gettext_lazy("No answer came in time: the request went out.")),
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
        gettext_lazy("It is agreed. The dates are held, the terms no longer move."),
    ),
    "agreement.cancelled": ("x", gettext_lazy("Cancelled. The dates are free again.")),
    "agreement.no_show": ("clock", gettext_lazy("The host waited, and nobody came.")),
    "agreement.completed": ("check", gettext_lazy("The days are over.")),
}


@dataclass(frozen=True, slots=True)
class Letter:
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
class Card:
    """A proposal, with what it changes of the one before."""

    at: datetime
    number: int
    title: str
    state: str
    label: str
    terms: list[Term]
    may_agree: bool


@dataclass(slots=True)
class Stretch:
    """Letters in a row, then perhaps a proposal."""

    letters: list[Letter] = field(default_factory=list)
    card: Card | None = None


def conversation_of(request: Request, *, reader: User) -> list[Stretch]:
    """Everything in the order in which it happened."""
    lines: list[Letter | Card] = sorted(
        chain(_letters(request, reader), _events(request), _cards(request, reader)),
        key=lambda line: line.at,
    )
    stretches = [Stretch()]
    for line in lines:
        if isinstance(line, Card):
            stretches[-1].card = line
            stretches.append(Stretch())
        else:
            stretches[-1].letters.append(line)
    return [one for one in stretches if one.letters or one.card]


@dataclass(frozen=True, slots=True)
class Perch:
    title: str
    text: str = ""
    state: str = ""


def way_of(request: Request) -> list[Perch]:
    """How far the two have come, as perches on the wire."""
    agreement: Agreement | None = getattr(request, "agreement", None)
    reached = _reached(request, agreement)
    titles = [
        (_("Request sent"), date_format(timezone.localtime(request.sent_at), "MONTH_DAY_FORMAT")),
        (_("You talk"), _proposals_in_words(request)),
        (_("Agreement"), agreement.reference if agreement else ""),
        (_("The day"), _days_in_words(request, agreement)),
        (_("A note"), _("if you like")),
    ]
    return [
        Perch(title, text, "done" if place < reached else "current" if place == reached else "")
        for place, (title, text) in enumerate(titles)
    ]


def _reached(request: Request, agreement: Agreement | None) -> int:
    if request.state == RequestState.COMPLETED:
        return 4
    if agreement is not None:
        return 3 if request.state == RequestState.AGREED else 2
    return 1


def _proposals_in_words(request: Request) -> str:
    count = len(request.proposals.all())
    return ngettext("%(count)s proposal", "%(count)s proposals", count) % {"count": count}


def _days_in_words(request: Request, agreement: Agreement | None) -> str:
    wish = agreement or request
    if wish.dates is not None:
        return range_in_words(wish.dates)
    if wish.session is not None:
        return date_format(timezone.localtime(wish.session.starts_at), "DATETIME_FORMAT")
    return ""


def _letters(request: Request, reader: User) -> list[Letter]:
    messages = request.thread.messages.select_related("author")
    return [
        Letter(
            message.sent_at,
            message.body,
            _("You") if message.author_id == reader.pk else str(message.author),
            mine=message.author_id == reader.pk,
        )
        for message in messages
    ]


def _cards(request: Request, reader: User) -> list[Card]:
    cards = []
    before: Proposal | None = None
    for number, proposal in enumerate(request.proposals.all(), 1):
        cards.append(_card(number, proposal, before, reader))
        before = proposal
    return cards


def _card(number: int, proposal: Proposal, before: Proposal | None, reader: User) -> Card:
    mine = proposal.by_id == reader.pk
    title = (
        _("You propose") if mine else _("%(name)s proposes") % {"name": proposal.by.display_name}
    )
    return Card(
        at=proposal.at,
        number=number,
        title=title,
        state="waiting" if proposal.is_open else str(proposal.state),
        label=str(_("On the table") if proposal.is_open else proposal.get_state_display()),
        terms=terms_of(proposal, before),
        may_agree=proposal.is_open and not mine and proposal.request.is_open,
    )


def _events(request: Request) -> list[Letter]:
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
    return [
        Letter(entry.at, words, icon=icon)
        for entry in entries
        for icon, words in [EVENTS[entry.verb]]
    ]
