"""Read one mail from standard input: what Postfix's `pipe` starts for each that comes in."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any, BinaryIO, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from commons.conversations.management.doors import DOORS, Verdict
from core.incoming.mails import UnreadableMailError, parse
from core.mail_addresses import UnknownAddressError

logger = logging.getLogger(__name__)

UNREADABLE: Final = Verdict(os.EX_DATAERR, "This is no mail that we can read.")
TOO_LARGE: Final = Verdict(
    os.EX_DATAERR, "This mail is too large. Words arrive by mail, files don’t."
)
NOBODY: Final = Verdict(os.EX_NOUSER, "Nobody is at this address.")
LATER: Final = Verdict(os.EX_TEMPFAIL, "We can’t take mail right now.")


class Command(BaseCommand):
    """Ends with a code of sysexits.h. What it prints stands in the mail that the sender gets."""

    help = __doc__ or ""
    requires_system_checks = ()  # a mail a process: it must not look at the whole house first

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("recipient", help="the whole address that the mail was sent to")

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = take(options["recipient"], sys.stdin.buffer)
        if verdict.words:
            self.stdout.write(verdict.words)
        sys.exit(verdict.code)


def take(recipient: str, stream: BinaryIO) -> Verdict:
    """Whatever goes wrong in this house isn't the sender's fault: their server tries again."""
    raw = stream.read(settings.ACCOUNTS_MAIL_IN_LIMIT + 1)
    if len(raw) > settings.ACCOUNTS_MAIL_IN_LIMIT:
        return TOO_LARGE
    try:
        return _handed_to_a_door(recipient, raw)
    except UnknownAddressError:
        return NOBODY
    except UnreadableMailError:
        return UNREADABLE
    except Exception as error:  # a lost database, a full disk, a mistake of ours
        logger.exception("A mail waits: %s", type(error).__name__)
        return LATER


def _handed_to_a_door(recipient: str, raw: bytes) -> Verdict:
    message = parse(raw)
    for opens in DOORS:
        try:
            return opens(recipient, message)
        except UnknownAddressError:
            continue
    raise UnknownAddressError
