"""After a restore: erase again what was erased since the backup was made."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commons.privacy.actions.erasures import UnknownNounError, replay_erasures
from commons.privacy.registries.erasures import BrokenLineError


def reason_of(error: Exception) -> str:
    """Without the words of other errors: those of a database quote what a row holds."""
    match error:
        case UnknownNounError():
            return f"this release doesn’t know how to erase “{error}”"
        case BrokenLineError():
            return "this line can’t be read"
    return f"failed with {type(error).__name__}"


class Command(BaseCommand):
    help = (
        "Erase again what people had erased since the backup that was restored. Reads the journal "
        "in ERASURES_ROOT. Safe to run twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--since",
            metavar="DATE",
            type=datetime.fromisoformat,
            default=datetime(1970, 1, 1, tzinfo=UTC),
            help="The day of the backup, such as 2027-03-01. Without it, the whole journal.",
        )

    def handle(self, *args: Any, since: datetime, **options: Any) -> None:
        moment = since if since.tzinfo else since.replace(tzinfo=UTC)
        done = failed = 0
        for name, answer in replay_erasures(since=moment):
            if isinstance(answer, Exception):
                failed += 1
                self.stderr.write(f"{name}: {reason_of(answer)}")
            elif answer:
                done += 1
                self.stdout.write(f"{name}: erased again")
        self.stdout.write(f"Erased again: {done}. Failed: {failed}.")
        if failed:
            raise CommandError("Some erasures failed. Mend the cause and run this command again.")
