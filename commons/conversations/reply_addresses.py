"""Addresses by which answers to our mails come back into the conversation."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from commons.conversations.models import Participant, Thread
from commons.notifications.models import Notice
from core.inbound_email.reply_addresses import decode_address, encode_address

ANSWERS: Final = "answer"  # what such an address is for


def address_for(notice: Notice) -> str:
    """Of the seat of whoever reads the mail; nothing where it is about no conversation."""
    subject = notice.subject
    thread = subject if isinstance(subject, Thread) else getattr(subject, "thread", None)
    if not isinstance(thread, Thread) or not settings.MAIL_INBOUND_ADDRESS:
        return ""
    seat = thread.participants.filter(person=notice.recipient_id).first()
    if seat is None:
        return ""
    return encode_address(seat.pk, purpose=ANSWERS, base=settings.MAIL_INBOUND_ADDRESS)


def participant_from_address(address: str) -> tuple[Participant | None, timedelta]:
    """Whose seat an address is of, and its age. Raises UnknownAddressError for a forged one."""
    payload = decode_address(address, purpose=ANSWERS)
    seats = Participant.objects.select_related("thread", "person")
    return seats.filter(pk=payload.number).first(), timezone.now() - payload.at
