"""Compare the logs with their seals."""

from __future__ import annotations

from typing import Any

from django.core import checks
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS

from commons.audit.selectors import verify_sealed_logs


class Command(BaseCommand):
    help = "Compares every row of the logs with its digest and every digest with its seal."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was compared. Raises CommandError, so exits with 1, where anything differs."""
        found = verify_sealed_logs()
        for log in found.logs:
            self.stdout.write(
                f"{log.log}: {log.compared} unchanged or named below, {log.purged} deleted as "
                f"planned, {log.waiting} not sealed yet"
            )
        self.stdout.write(f"{found.batches} batches, head {found.head or '(none)'}")
        faults = [f"{fault.subject} {fault.words}" for fault in found.faults]
        lost = checks.run_checks(tags=[checks.Tags.database], databases=[DEFAULT_DB_ALIAS])
        faults += [error.msg for error in lost if error.is_serious()]
        for words in faults:
            self.stderr.write(words)
        if faults:
            raise CommandError(f"{len(faults)} problems found.")
        self.stdout.write("The logs are what was sealed.")
