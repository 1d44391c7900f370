"""A mail server on loopback that takes everything and forgets nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from typing import Any, Final

from aiosmtpd.controller import Controller

from scripts.machine import free_port

HOST: Final = "127.0.0.1"


class Mailbox:
    """Handler of aiosmtpd. `mails` is recipient and Message-ID of each mail, as they came."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Named by aiosmtpd."""
        mail = message_from_bytes(envelope.content)
        self.mails += [(to, str(mail["Message-ID"])) for to in envelope.rcpt_tos]
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[tuple[int, Mailbox]]:
    """Its port, and what it was given."""
    mailbox, port = Mailbox(), free_port()
    controller = Controller(mailbox, hostname=HOST, port=port)
    controller.start()
    try:
        yield port, mailbox
    finally:
        controller.stop()
