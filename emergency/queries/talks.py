"""Messages between two, as each side and the desk read them: no name, no number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commons.accounts.models import User
from core.dates import DateRange
from emergency.enums import MessageState, ProposalState, Side
from emergency.models import (
    Activation,
    HousingOffer,
    HousingRequest,
    Proposal,
    RelayMessage,
    Submission,
    is_relayed,
)

BEGUN: Final = (ProposalState.OFFERED, ProposalState.ACCEPTED)
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Word:
    """One message. With urls it waits for a coordinator's decision."""

    who: str
    body: str
    at: datetime
    mine: bool
    note: str = ""
    pass_url: str = ""
    keep_url: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything that two wrote around one stay; nothing more is written without `write_url`."""

    id: str
    dates: DateRange
    words: list[Word]
    write_url: str


def talks_by_link(
    submission: Submission, subject: HousingRequest | HousingOffer, side: Side
) -> list[Talk]:
    talks = []
    for proposal in _proposals_of(subject):
        words = [
            _word(message, side)
            for message in proposal.messages.all()
            if message.side == side or message.state == MessageState.SENT
        ]
        url = reverse("emergency:own-message", args=[submission.token, proposal.public_id])
        talks.append(_talk(proposal, words, url))
    return talks


def talks_on_desk(request: HousingRequest) -> list[Talk]:
    """All of it, with what is held back and may be passed on."""
    talks = []
    for proposal in _proposals_of(request):
        words = [_word_on_desk(message, request) for message in proposal.messages.all()]
        args = [request.activation.address, request.public_id, proposal.public_id]
        talks.append(_talk(proposal, words, reverse("emergency:message-write", args=args)))
    return talks


def held_messages(activation: Activation, viewer: User) -> list[RelayMessage]:
    """Those that this coordinator has to look at, the oldest first."""
    mine = HousingRequest.objects.looked_after_by(viewer)
    held = RelayMessage.objects.held().filter(activation=activation, proposal__request__in=mine)
    return list(held.select_related("proposal__request__submission")[:100])


def _proposals_of(subject: HousingRequest | HousingOffer) -> list[Proposal]:
    asks = subject.proposals.filter(state__in=BEGUN).select_related("activation", "placement")
    newest = list(asks.prefetch_related("messages").order_by("-pk")[:MOST])
    return [one for one in newest if not _is_long_over(one)]


def _is_long_over(proposal: Proposal) -> bool:
    placement = getattr(proposal, "placement", None)
    return placement is not None and placement.is_long_over


def _talk(proposal: Proposal, words: list[Word], url: str) -> Talk:
    dates = DateRange(proposal.check_in, proposal.check_out)
    return Talk(proposal.public_id, dates, words, url if is_relayed(proposal) else "")


def _word(message: RelayMessage, side: Side) -> Word:
    mine = message.side == side
    who = pgettext("writer of a message", "You") if mine else _who(message)
    return Word(who, message.body, message.at, mine, note=_note(message))


def _word_on_desk(message: RelayMessage, request: HousingRequest) -> Word:
    args = [request.activation.address, request.public_id, message.pk]
    held = message.state == MessageState.HELD
    return Word(
        _who(message),
        message.body,
        message.at,
        mine=message.side == Side.COORDINATOR,
        note=_note(message),
        pass_url=reverse("emergency:message-step", args=[*args, "pass-on"]) if held else "",
        keep_url=reverse("emergency:message-step", args=[*args, "keep-back"]) if held else "",
    )


def _who(message: RelayMessage) -> str:
    return {
        Side.REQUESTER: pgettext("writer of a message", "The guest"),
        Side.HOST: pgettext("writer of a message", "The host"),
    }.get(Side(message.side), pgettext("writer of a message", "The coordination"))


def _note(message: RelayMessage) -> str:
    """Why it wasn't passed on."""
    what = get_text_list(message.why_held, _("and"))
    if message.state == MessageState.HELD:
        return _(
            "Held back, because it holds %(what)s: we show that ourselves, at its time. "
            "The coordination looks at it."
        ) % {"what": what}
    if message.state == MessageState.DROPPED:
        return _("Not passed on, because it holds %(what)s. Write it without.") % {"what": what}
    return ""
