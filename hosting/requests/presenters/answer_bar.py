"""What one side can answer while a request is open: accept, propose changes, or say no."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from hosting.requests.models.requests import Request
from hosting.requests.rules import may_answer_proposal, reads_as_host


@dataclass(frozen=True, slots=True)
class AnswerBar:
    """Three answers in one place. `accept_url` is empty where it is the other side's turn, and
    `change_url` as well where the reader may not bind their side.

    `refuse_asks`: behind `refuse_url` stands a question first.
    """

    accept_url: str
    accept_label: str
    change_url: str
    refuse_url: str
    refuse_label: str
    refuse_asks: bool


def answer_bar(request: Request, *, reader: User, may_bind: bool = True) -> AnswerBar | None:
    """Nothing once somebody has said yes or no.

    `may_bind`: False for who asked for an organisation that they don't act for any more.
    """
    if not request.is_open:
        return None
    is_host = reads_as_host(request, reader)
    if is_host:
        refuse, refuse_label = "request-decline", _("Decline")
    elif request.request_set_id is not None:
        refuse, refuse_label = "request-withdraw", _("Withdraw joint request")
    else:
        refuse, refuse_label = "request-withdraw", _("Withdraw request")
    return AnswerBar(
        accept_url=_accept_url(request, reader) if may_bind else "",
        accept_label=_accept_label(request),
        change_url=reverse("hosting:proposal-make", args=[request.public_id]) if may_bind else "",
        refuse_url=reverse(f"hosting:{refuse}", args=[request.public_id]),
        refuse_label=refuse_label,
        refuse_asks=not is_host,
    )


def _accept_label(request: Request) -> str:
    if request.request_set_id is not None:
        return _("Accept if the others do")
    return _("Accept both stays") if request.swap_id is not None else _("Accept")


def _accept_url(request: Request, reader: User) -> str:
    """Of the proposal on the table, if the other side put it there; counted from 1."""
    for number, proposal in enumerate(request.proposals.all(), 1):
        if proposal.is_open and may_answer_proposal(proposal, reader):
            return reverse("hosting:proposal-agree", args=[request.public_id, number])
    return ""
