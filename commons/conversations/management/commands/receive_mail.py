"""Read one email from standard input. Postfix’s `pipe` runs this for each incoming email."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any, BinaryIO, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext_lazy as _

from commons.conversations.inbound_handlers import INBOUND_HANDLERS, Disposition, refused
from core.inbound_email.parser import UnreadableEmailError
from core.inbound_email.reply_addresses import UnknownAddressError

logger = logging.getLogger(__name__)

UNREADABLE: Final = _(
    "We couldn’t read this email. Send your reply again as plain text, or write on Hirondelle."
)
TOO_LARGE: Final = _("This email is too large. Send text only, without files.")
NOBODY: Final = _("This address doesn’t exist. Write in the conversation on Hirondelle instead.")
LATER: Final = _(
    "We can’t receive email right now. Send your reply again later, or write on Hirondelle."
)


class Command(BaseCommand):
    """Ends with a code of sysexits.h. What it prints stands in the mail that the sender gets."""

    help = __doc__ or ""
    requires_system_checks = ()  # a mail a process: it must not look at the whole house first

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("recipient", help="the full address the email was sent to")

    def handle(self, *args: Any, **options: Any) -> None:
        disposition = process_email(options["recipient"], sys.stdin.buffer)
        if disposition.words:
            self.stdout.write(disposition.words)
        sys.exit(disposition.code)


def process_email(recipient: str, stream: BinaryIO) -> Disposition:
    """Whatever goes wrong in this house isn't the sender's fault: their server tries again."""
    raw = stream.read(settings.MAIL_INBOUND_MAX_BYTES + 1)
    if len(raw) > settings.MAIL_INBOUND_MAX_BYTES:
        return refused(os.EX_DATAERR, TOO_LARGE)
    try:
        for handle_email in INBOUND_HANDLERS:
            try:
                return handle_email(recipient, raw)
            except UnknownAddressError:
                continue
        return refused(os.EX_NOUSER, NOBODY)
    except (UnreadableEmailError, RecursionError):  # the second from a header without end
        return refused(os.EX_DATAERR, UNREADABLE)
    except Exception as error:  # a lost database, a full disk, a mistake of ours
        logger.exception(
            "inbound e-mail not processed, the mail server will retry: %s", type(error).__name__
        )
        return refused(os.EX_TEMPFAIL, LATER)
