"""Messages between two, as each side and the desk read them: no name, no number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commons.accounts.models import User
from core.values.dates import DateRange
from emergency.activations.choices import Side
from emergency.activations.models.activations import Activation
from emergency.housing.models.messages import RelayMessage, is_relayed, passable
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.messages import MessageState, Private
from emergency.housing.states.proposals import HOST_ACCEPTED
from emergency.intake.models.submissions import Submission

MOST: Final = 5


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message. With urls it waits for a coordinator's decision."""

    who: str
    icon: str  # of the role: people are nameless here
    body: str
    at: datetime
    mine: bool
    note: str = ""
    pass_url: str = ""
    keep_url: str = ""


@dataclass(frozen=True, slots=True)
class MessageThread:
    """Everything that two wrote around one stay; nothing more is written without `write_url`."""

    id: str
    dates: DateRange
    messages: list[MessageRow]
    write_url: str
    is_desk: bool = False  # read by the coordination, which writes to both
    has_signed: bool = False  # both have: names and addresses pass, numbers don't yet
    is_direct: bool = False  # numbers and addresses pass: both are shown them anyway


def threads_by_link(
    submission: Submission, subject: HousingRequest | HousingOffer, side: Side
) -> list[MessageThread]:
    """What this side may read. Once nothing is written any more, nothing is read either: numbers
    and addresses stand in the messages too.
    """
    threads = []
    for proposal in _proposals_of(subject):
        messages = [
            MessageRow(
                pgettext("writer of a message", "You") if message.side == side else _who(message),
                _icon(message),
                message.body,
                message.at,
                mine=message.side == side,
                note=_note(message),
            )
            for message in proposal.messages.all()
            if message.side == side or message.state == MessageState.SENT
        ]
        url = reverse("emergency:own-message", args=[submission.token, proposal.public_id])
        thread = _thread(proposal, messages, url)
        threads.append(thread if thread.write_url else replace(thread, messages=[]))
    return threads


def threads_on_desk(request: HousingRequest) -> list[MessageThread]:
    """All of it, with what is held back and may be passed on."""
    threads = []
    for proposal in _proposals_of(request):
        place = [request.activation.address, request.public_id]
        messages = []
        for message in proposal.messages.all():
            args = [*place, message.public_id]
            held = message.state == MessageState.HELD
            row = MessageRow(
                _who(message),
                _icon(message),
                message.body,
                message.at,
                mine=message.side == Side.COORDINATOR,
                note=_note(message),
                pass_url=reverse("emergency:message-step-pass-on", args=args) if held else "",
                keep_url=reverse("emergency:message-step-keep-back", args=args) if held else "",
            )
            messages.append(row)
        url = reverse("emergency:message-write", args=[*place, proposal.public_id])
        threads.append(replace(_thread(proposal, messages, url), is_desk=True))
    return threads


def held_messages(activation: Activation, viewer: User) -> list[RelayMessage]:
    """Those that this coordinator has to look at, the oldest first."""
    mine = HousingRequest.objects.looked_after_by(viewer)
    held = RelayMessage.objects.held().filter(activation=activation, proposal__request__in=mine)
    return list(held.select_related("proposal__request__submission")[:100])


def _proposals_of(subject: HousingRequest | HousingOffer) -> list[Proposal]:
    asks = subject.proposals.filter(state__in=HOST_ACCEPTED).select_related(
        "activation", "placement__activation"
    )
    newest = list(asks.prefetch_related("messages").order_by("-pk")[:MOST])
    return [
        one
        for one in newest
        if (stay := getattr(one, "placement", None)) is None or not stay.is_long_over
    ]


def _thread(proposal: Proposal, messages: list[MessageRow], url: str) -> MessageThread:
    dates = DateRange(proposal.check_in, proposal.check_out)
    write_url = url if is_relayed(proposal) else ""
    passing = passable(proposal)
    return MessageThread(
        proposal.public_id,
        dates,
        messages,
        write_url,
        has_signed=Private.NAME in passing,
        is_direct=Private.PHONE in passing,
    )


def _who(message: RelayMessage) -> str:
    return {
        Side.REQUESTER: pgettext("writer of a message", "The guest"),
        Side.HOST: pgettext("writer of a message", "The host"),
    }.get(Side(message.side), pgettext("writer of a message", "The coordinators"))


def _icon(message: RelayMessage) -> str:
    return {Side.REQUESTER: "person", Side.HOST: "house"}.get(Side(message.side), "people")


def _note(message: RelayMessage) -> str:
    """Why it wasn't passed on."""
    what = get_text_list(message.why_held, _("and"))
    if message.state == MessageState.HELD:
        return _(
            "Held back because the message contains %(what)s. You can give "
            "this information once you’ve both signed, from the day before "
            "the first night. A coordinator will look at the message."
        ) % {"what": what}
    if message.state == MessageState.DROPPED:
        return _(
            "Not passed on because the message contains %(what)s. Write your "
            "message again without this information."
        ) % {"what": what}
    return ""
