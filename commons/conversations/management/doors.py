"""Where a mail that comes in goes: into a conversation, or into the account it came back from."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final

from django.core.exceptions import PermissionDenied

from commons.accounts.actions.mails import note_bounce
from commons.accounts.models import User
from commons.accounts.notifications import BOUNCES
from commons.accounts.permissions import SYSTEM
from commons.conversations.actions import Answer, answer_by_mail
from commons.conversations.errors import TooManyAnswersError
from commons.conversations.models import Thread
from commons.conversations.queries.answers import seat_behind
from core.incoming.mails import is_automatic, read
from core.incoming.quotes import without_signature
from core.incoming.reports import came_back_for_good
from core.mail_addresses import open_address

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A code of sysexits.h, and one line for the sender where it isn't taken."""

    code: int
    words: str = ""


type Door = Callable[[str, EmailMessage], Verdict]

TAKEN: Final = Verdict(os.EX_OK)
NOT_YOURS: Final = Verdict(
    os.EX_NOPERM, "Please answer from the address that our mail was sent to."
)
GONE: Final = Verdict(os.EX_NOUSER, "This conversation takes no answers by mail any more.")


def take_answer(recipient: str, message: EmailMessage) -> Verdict:
    """Raises UnknownAddressError where the address is none of a conversation."""
    seat, age = seat_behind(recipient)
    if is_automatic(message):
        logger.info("A machine answered; nobody hears of it.")
        return TAKEN
    incoming = read(message)
    if seat is None or not seat.person.is_active:
        return GONE
    if incoming.sender != seat.person.email:
        return NOT_YOURS
    words = without_signature(incoming.words, secrets_of(seat.person))
    answer = Answer(words, incoming.files, incoming.message_id, age)
    return _said(seat.thread, answer, seat.person)


def _said(thread: Thread, answer: Answer, person: User) -> Verdict:
    try:
        answer_by_mail(thread=thread, answer=answer, by=person)
    except TooManyAnswersError as refusal:
        return Verdict(os.EX_UNAVAILABLE, str(refusal))
    except PermissionDenied:
        return GONE
    return TAKEN


def secrets_of(person: User) -> list[str]:
    """What a signature may hold and the other side learns from an agreement only."""
    number = str(getattr(person.phone, "national_number", ""))
    return [secret for secret in (person.email, number) if secret]


def take_bounce(recipient: str, message: EmailMessage) -> Verdict:
    """Raises UnknownAddressError where the address is none that our mails come back to.

    What else comes there is read by nobody: it was sent by a machine to a machine.
    """
    sealed = open_address(recipient, purpose=BOUNCES)
    person = User.objects.filter(pk=sealed.number).first()
    if person is not None and came_back_for_good(message):
        note_bounce(person=person, sent_at=sealed.at, by=SYSTEM)
    return TAKEN


DOORS: Final[tuple[Door, ...]] = (take_answer, take_bounce)
