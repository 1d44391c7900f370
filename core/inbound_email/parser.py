"""A mail as it came over the wire, as plain values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from typing import Final, cast

from core.inbound_email.html_to_text import html_to_text
from core.inbound_email.reply_quotes import strip_quotes

MACHINES: Final = ("mailer-daemon", "postmaster", "noreply", "no-reply", "ne-pas-repondre")
BULK: Final = ("bulk", "junk", "list", "auto_reply")
NOBODY: Final = ("<>", "<mailer-daemon>")  # the second as Postfix writes it unless told otherwise
MOST_PARTS: Final = 200
MOST_NESTED: Final = 50  # parts that hold parts: the parser compares each line with all of them
LONGEST_HEADER: Final = 2_000  # bytes of one that is read, folded lines included
READ_HEADER: Final = re.compile(
    rb"(?:\A|(?<=[\r\n]))"
    rb"(?:from|message-id|auto-submitted|precedence|return-path|content-[a-z-]++|action|status"
    rb"|x-failed-recipients|x-mailer)"
    rb"[ \t]*+:[^\r\n]*+(?:(?:\r\n?|\n)[ \t][^\r\n]*+)*+",
    re.IGNORECASE,
)
MOST_BOUNDARIES: Final = 2_000
BOUNDARY: Final = re.compile(rb"(?:\A|[\r\n])--(?=\S)")
HOLDER: Final = re.compile(rb"multipart|content-type[ \t]*+:[ \t\r\n]*+message/", re.IGNORECASE)


class UnreadableEmailError(ValueError):
    """No mail, or one that no mail program would have sent."""


@dataclass(frozen=True, slots=True)
class InboundEmail:
    """`words` are the writer's own, `files` names what was attached."""

    sender: str
    message_id: str
    is_auto_submitted: bool
    words: str
    files: tuple[str, ...]


def parse_email(raw: bytes) -> EmailMessage:
    """Raises UnreadableEmailError for what has no header at all, or would take minutes to read.

    The standard library takes the square of the length of a header, and time for each line in each
    of the parts that hold it: both are bounded before it begins.
    """
    if any(len(header[0]) > LONGEST_HEADER for header in READ_HEADER.finditer(raw)):
        raise UnreadableEmailError("a header without end")
    if _count(HOLDER, raw) > MOST_NESTED or _count(BOUNDARY, raw) > MOST_BOUNDARIES:
        raise UnreadableEmailError("parts within parts")
    try:  # too deep for the interpreter by other means: its generators would fall one by one
        message = message_from_bytes(raw, policy=policy.default)
    except RecursionError as endless:
        raise UnreadableEmailError("mails within mails") from endless
    if not message.keys():
        raise UnreadableEmailError("no header")
    return message


def _count(pattern: re.Pattern[bytes], raw: bytes) -> int:
    return sum(1 for _found in pattern.finditer(raw))


def read_email(message: EmailMessage) -> InboundEmail:
    """Raises UnreadableEmailError for a mail without one sender, or that goes on without end."""
    try:
        parts = list(_parts(message))
        header = message.get("From")
        addresses = header.addresses if isinstance(header, AddressHeader) else ()
        if len(addresses) != 1 or not addresses[0].domain:
            raise UnreadableEmailError("not one sender")
        # The words as text where there are any, else those of the page.
        text_parts = [part for part in parts if not _is_file(part)]
        plain = "\n".join(
            _flowed(part) for part in text_parts if part.get_content_type() == "text/plain"
        )
        if plain.strip():
            text_of = plain
        else:
            text_of = "\n".join(
                html_to_text(_decoded(part))
                for part in text_parts
                if part.get_content_type() == "text/html"
            )
        return InboundEmail(
            sender=str(addresses[0].addr_spec).lower(),
            message_id=str(message.get("Message-ID", "")).strip(),
            is_auto_submitted=is_auto_submitted(message),
            words=strip_quotes(text_of),
            files=tuple(
                (part.get_filename() or part.get_content_type()) for part in parts if _is_file(part)
            ),
        )
    except (MessageError, IndexError, AttributeError, TypeError, RecursionError) as broken:
        raise UnreadableEmailError(str(broken)) from broken


def is_auto_submitted(message: EmailMessage) -> bool:
    """Nobody sat there and wrote (RFC 3834): an answer would come back, and go on for ever."""
    auto_submitted = str(message.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    sender = str(message.get("From", "")).lower()
    return (
        auto_submitted not in {"no", ""}
        or str(message.get("Precedence", "")).strip().lower() in BULK
        or str(message.get("Return-Path", "")).strip().lower() in NOBODY
        or message.get_content_type() == "multipart/report"
        or any(name in message for name in ("X-Autoreply", "X-Autorespond", "List-Id"))
        or any(f"{name}@" in sender for name in MACHINES)
    )


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Leaves of the tree. What travels inside a forwarded mail is a file of it."""
    waiting, seen = [message], 0
    while waiting:
        part = waiting.pop(0)
        seen += 1
        if seen > MOST_PARTS:
            raise UnreadableEmailError("too many parts")
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting = [*cast(list[EmailMessage], part.get_payload()), *waiting]
        else:
            yield part


def _is_file(part: EmailMessage) -> bool:
    """A picture that a page shows is none: signatures bring logos along."""
    if part.get_content_disposition() == "attachment":
        return True
    is_text = part.get_content_type() in {"text/plain", "text/html"}
    return not is_text and "Content-ID" not in part


def _flowed(part: EmailMessage) -> str:
    """Lines that a program broke for its window are one again (RFC 3676)."""
    text = _decoded(part).replace("\r\n", "\n")
    if part.get_param("format", "") != "flowed":
        return text
    joined = ""
    for line in text.split("\n"):
        soft = line.endswith(" ") and line != "-- " and not line.startswith(">")
        joined += line if soft else f"{line}\n"
    return joined


def _decoded(part: EmailMessage) -> str:
    """In the charset it names, else in the two that mail is written in where none is named."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    for charset in (str(part.get_content_charset("utf-8")), "utf-8"):
        try:
            return raw.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("cp1252", errors="replace")
