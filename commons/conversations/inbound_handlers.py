"""Handlers of inbound e-mail: the reply that came to a conversation by mail, and bounces."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.conversations.actions import EmailReply, post_email_reply
from commons.conversations.errors import ConversationOverError, TooManyAnswersError
from commons.conversations.reply_addresses import participant_from_address
from commons.mail.emails import BOUNCES
from commons.notifications.actions.mail_preferences import record_bounce
from core.errors import DomainError
from core.inbound_email.isolation import is_bounce, read_reply
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
WRONG_SENDER: Final = _("Reply from the address we sent our email to.")


def refused(code: int, reason: Promise | DomainError, person: User | None = None) -> Disposition:
    """In the language of the person; in every language of the site where nobody is known."""
    languages = [person.language] if person else [name for name, _label in settings.LANGUAGES]
    lines = []
    for language in languages:
        with translation.override(language):
            lines.append(str(reason))
    return Disposition(code, " / ".join(lines))


def handle_reply(recipient: str, raw: bytes) -> Disposition:
    """Raises UnknownAddressError where the address is none of a conversation.

    Nothing of a mail is read before that, or anybody could keep us busy with it.
    """
    seat, age = participant_from_address(recipient)
    email = read_reply(raw)
    if email is None:
        logger.info("Automatic reply ignored.")
        return ACCEPTED
    if seat is None or not seat.person.is_active:
        return refused(os.EX_NOUSER, ConversationOverError(), seat.person if seat else None)
    if email.sender != seat.person.email:
        return refused(os.EX_NOPERM, WRONG_SENDER, seat.person)
    words = strip_signature(email.words, contact_details(seat.person))
    reply = EmailReply(words, email.files, email.message_id, age)
    try:
        post_email_reply(thread=seat.thread, answer=reply, by=seat.person)
    except TooManyAnswersError as refusal:
        return refused(os.EX_UNAVAILABLE, refusal, seat.person)
    except PermissionDenied:
        return refused(os.EX_NOUSER, ConversationOverError(), seat.person)
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
    if person and is_bounce(raw, sent_to=person.email):
        record_bounce(person=person, sent_at=payload.at, by=SYSTEM)
    return ACCEPTED


INBOUND_HANDLERS: Final[tuple[InboundHandler, ...]] = (handle_reply, handle_bounce)
