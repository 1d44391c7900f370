"""Read one mail from standard input: what Postfix's `pipe` starts for each that comes in."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any, BinaryIO, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from commons.conversations.inbound_handlers import INBOUND_HANDLERS, Disposition
from core.inbound_email.parser import UnreadableEmailError
from core.inbound_email.reply_addresses import UnknownAddressError

logger = logging.getLogger(__name__)

UNREADABLE: Final = Disposition(os.EX_DATAERR, "This is no mail that we can read.")
TOO_LARGE: Final = Disposition(
    os.EX_DATAERR, "This mail is too large. Words arrive by mail, files don’t."
)
NOBODY: Final = Disposition(os.EX_NOUSER, "Nobody is at this address.")
LATER: Final = Disposition(os.EX_TEMPFAIL, "We can’t take mail right now.")


class Command(BaseCommand):
    """Ends with a code of sysexits.h. What it prints stands in the mail that the sender gets."""

    help = __doc__ or ""
    requires_system_checks = ()  # a mail a process: it must not look at the whole house first

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("recipient", help="the whole address that the mail was sent to")

    def handle(self, *args: Any, **options: Any) -> None:
        disposition = process_email(options["recipient"], sys.stdin.buffer)
        if disposition.words:
            self.stdout.write(disposition.words)
        sys.exit(disposition.code)


def process_email(recipient: str, stream: BinaryIO) -> Disposition:
    """Whatever goes wrong in this house isn't the sender's fault: their server tries again."""
    raw = stream.read(settings.MAIL_INBOUND_MAX_BYTES + 1)
    if len(raw) > settings.MAIL_INBOUND_MAX_BYTES:
        return TOO_LARGE
    try:
        for handle_email in INBOUND_HANDLERS:
            try:
                return handle_email(recipient, raw)
            except UnknownAddressError:
                continue
        return NOBODY
    except (UnreadableEmailError, RecursionError):  # the second from a header without end
        return UNREADABLE
    except Exception as error:  # a lost database, a full disk, a mistake of ours
        logger.exception(
            "inbound e-mail not processed, the mail server will retry: %s", type(error).__name__
        )
        return LATER
