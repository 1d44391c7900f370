"""Bounces: mails that came back for good.

Delivery status notifications are read as RFC 3464 has them. Other forms are known by the detectors
of flufl.bounce, which Mailman uses.
"""

from __future__ import annotations

import re
from email.errors import MessageError
from email.message import EmailMessage
from typing import Final, cast

FULL: Final = "5.2.2"  # the box over there: it will be emptied one day
MOST_CHARACTERS: Final = 256 * 1024  # of all parts, each once as sent and once decoded
LONGEST_LINE: Final = 998  # RFC 5322, 2.1.1; some detectors take the square of it
# flufl.bounce takes a full mailbox for a permanent failure. 4.x.x is temporary (RFC 3463).
NOT_FOR_GOOD: Final = re.compile(
    r"(?<![\d.])(?:4\.\d{1,3}\.\d{1,3}|5\.2\.2)(?![\d.])|mailbox (?:is )?full|quota", re.IGNORECASE
)


def is_permanent_bounce(message: EmailMessage, *, sent_to: str) -> bool:
    """True for a permanent failure; a delay, a full disk over there or a receipt is none.

    A report counts by its fields. Any other form is a guess, so it counts only where it says that
    it is about the address that the mail was `sent_to`.
    """
    if message.get_content_type() == "multipart/report":
        # One group of fields for the mail, then one for each recipient.
        return any(
            _failed(fields)
            for part in message.walk()
            if part.get_content_type() == "message/delivery-status"
            for fields in cast(list[EmailMessage], part.get_payload())
        )
    return sent_to.lower() in _detected_failures(message)


def _failed(fields: EmailMessage) -> bool:
    action = str(fields.get("Action", "")).strip().lower()
    status = str(fields.get("Status", "")).strip()
    return action == "failed" and status.startswith("5") and status != FULL


def _detected_failures(message: EmailMessage) -> set[str]:
    """Addresses that flufl.bounce finds in a mail of bounded size; none in a broken mail."""
    try:
        # Each part as it was sent, then decoded: detectors look at either.
        texts = [
            text
            for part in message.walk()
            if isinstance(sent := part.get_payload(), str)
            for text in (sent, cast(bytes, part.get_payload(decode=True)).decode("latin-1"))
        ]
        if sum(map(len, texts)) > MOST_CHARACTERS:
            return set()
        if any(len(line) > LONGEST_LINE for text in texts for line in text.split("\n")):
            return set()
        if any(map(NOT_FOR_GOOD.search, texts)):
            return set()
        from flufl.bounce import scan_message  # noqa: PLC0415  1.1 MiB for who has a bounce

        failures = scan_message(message)
    except (MessageError, LookupError, ValueError, AttributeError, TypeError, RecursionError):
        return set()
    return {address.decode("ascii", errors="replace").lower() for address in failures}
