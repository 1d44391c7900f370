"""E-mail from strangers: read in a process of its own, which knows no secret and no database."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Final

from core.errors import DomainError
from core.files.bounded_process import Answer, Task, run
from core.inbound_email.bounces import is_permanent_bounce
from core.inbound_email.parser import (
    InboundEmail,
    UnreadableEmailError,
    is_auto_submitted,
    parse_email,
    read_email,
)

READ: Final = "read"
AUTOMATIC: Final = "automatic"
UNREADABLE: Final = "unreadable"
BOUNCED: Final = "bounced"
NOT_BOUNCED: Final = "not-bounced"


class EmailQueueError(DomainError):
    """Another thread of this process reads one: the mail server tries again."""


class EmailTooDemandingError(DomainError):
    """It took more memory or time than there is."""


def _task(function: str) -> Task:
    return Task(
        function=f"core.inbound_email.isolation:{function}",
        refusals=(),
        queue_too_long=EmailQueueError,
        too_demanding=EmailTooDemandingError,
    )


READING: Final = _task("read_here")
LOOKING_FOR_BOUNCE: Final = _task("look_for_bounce_here")


def read_reply(raw: bytes) -> InboundEmail | None:
    """The mail as plain values; None for one that a machine sent. Raises UnreadableEmailError."""
    answer = _run(READING, raw)
    if answer.line == AUTOMATIC:
        return None
    values = json.loads(answer.content)
    return InboundEmail(**(values | {"files": tuple(values["files"])}))


def is_bounce(raw: bytes, *, sent_to: str) -> bool:
    """As `is_permanent_bounce`. Raises UnreadableEmailError."""
    return _run(LOOKING_FOR_BOUNCE, sent_to.encode() + b"\n" + raw).line == BOUNCED


def read_here(content: bytes) -> Answer:
    """The child's half."""
    try:
        message = parse_email(content)
        if is_auto_submitted(message):
            return Answer(AUTOMATIC)
        return Answer(READ, json.dumps(asdict(read_email(message))).encode())
    except (UnreadableEmailError, RecursionError):  # the second from a header without end
        return Answer(UNREADABLE)


def look_for_bounce_here(content: bytes) -> Answer:
    """In the child: the address in the first line, then the mail."""
    sent_to, _end, raw = content.partition(b"\n")
    try:
        bounced = is_permanent_bounce(parse_email(raw), sent_to=sent_to.decode())
    except (UnreadableEmailError, RecursionError):
        return Answer(UNREADABLE)
    return Answer(BOUNCED if bounced else NOT_BOUNCED)


def _run(task: Task, content: bytes) -> Answer:
    try:
        answer = run(task, content)
    except EmailTooDemandingError as refusal:
        raise UnreadableEmailError("too much time or memory") from refusal
    if answer.line == UNREADABLE:
        raise UnreadableEmailError("no mail")
    return answer
