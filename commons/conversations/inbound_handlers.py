"""Handlers of inbound e-mail: replies to a conversation, and bounces."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied

from commons.accounts.models import User
from commons.conversations.actions import EmailReply, post_email_reply
from commons.conversations.errors import TooManyAnswersError
from commons.conversations.reply_addresses import participant_from_address
from commons.mail.emails import BOUNCES
from commons.notifications.actions.mail_preferences import record_bounce
from core.inbound_email.bounces import is_permanent_bounce
from core.inbound_email.parser import is_auto_submitted, parse_email, read_email
from core.inbound_email.reply_addresses import decode_address
from core.inbound_email.reply_quotes import strip_signature
from core.permissions import SYSTEM

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Disposition:
    """A code of sysexits.h, and one line for the sender where it isn't taken."""

    code: int
    words: str = ""


type InboundHandler = Callable[
    [str, bytes], Disposition
]  # the whole address, and the mail as it came

ACCEPTED: Final = Disposition(os.EX_OK)
WRONG_SENDER: Final = Disposition(
    os.EX_NOPERM, "Please answer from the address that our mail was sent to."
)
GONE: Final = Disposition(os.EX_NOUSER, "This conversation takes no answers by mail any more.")


def handle_reply(recipient: str, raw: bytes) -> Disposition:
    """Raises UnknownAddressError where the address is none of a conversation.

    Nothing of a mail is read before that, or anybody could keep us busy with it.
    """
    seat, age = participant_from_address(recipient)
    message = parse_email(raw)
    if is_auto_submitted(message):
        logger.info("A machine answered; nobody hears of it.")
        return ACCEPTED
    email = read_email(message)
    if seat is None or not seat.person.is_active:
        return GONE
    if email.sender != seat.person.email:
        return WRONG_SENDER
    words = strip_signature(email.words, contact_details(seat.person))
    reply = EmailReply(words, email.files, email.message_id, age)
    try:
        post_email_reply(thread=seat.thread, answer=reply, by=seat.person)
    except TooManyAnswersError as refusal:
        return Disposition(os.EX_UNAVAILABLE, str(refusal))
    except PermissionDenied:
        return GONE
    return ACCEPTED


def contact_details(person: User) -> list[str]:
    """What a signature may hold and the other side learns from an agreement only."""
    number = str(getattr(person.phone, "national_number", ""))
    return [secret for secret in (person.email, number) if secret]


def handle_bounce(recipient: str, raw: bytes) -> Disposition:
    """Raises UnknownAddressError where the address is none that our mails come back to.

    What else comes there is read by nobody: it was sent by a machine to a machine.
    """
    payload = decode_address(recipient, purpose=BOUNCES)
    person = User.objects.filter(pk=payload.number).first()
    if person and is_permanent_bounce(parse_email(raw), sent_to=person.email):
        record_bounce(person=person, sent_at=payload.at, by=SYSTEM)
    return ACCEPTED


INBOUND_HANDLERS: Final[tuple[InboundHandler, ...]] = (handle_reply, handle_bounce)
