"""Delivery status notifications: which mails bounced for good (RFC 3464)."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Final, cast

FULL: Final = "5.2.2"  # the box over there: it will be emptied one day


def is_permanent_bounce(message: EmailMessage) -> bool:
    """True for a permanent failure; a delay, a full disk over there or a receipt is none."""
    if message.get_content_type() != "multipart/report":
        return False
    return any(_failed(fields) for part in message.walk() for fields in _fields_of(part))


def _fields_of(part: EmailMessage) -> list[EmailMessage]:
    """One group of fields for the mail, then one for each recipient."""
    is_status = part.get_content_type() == "message/delivery-status"
    return cast(list[EmailMessage], part.get_payload()) if is_status else []


def _failed(fields: EmailMessage) -> bool:
    action = str(fields.get("Action", "")).strip().lower()
    status = str(fields.get("Status", "")).strip()
    return action == "failed" and status.startswith("5") and status != FULL
