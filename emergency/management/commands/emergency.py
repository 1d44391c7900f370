"""What somebody with a shell does about emergencies: `manage.py emergency purge --dry-run`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from commons.accounts.permissions import SYSTEM
from core.errors import DomainError
from emergency.actions.purging import purge
from emergency.enums import ActivationState
from emergency.models import Activation
from emergency.queries.retention import Retention, retention_of


class Command(BaseCommand):
    help = "Emergencies. purge: forget the people of those that were closed long enough ago."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        purging = parts.add_parser("purge", help="forget people, keep numbers")
        purging.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, *args: Any, **options: Any) -> None:
        closed = Activation.objects.filter(state=ActivationState.CLOSED)
        if not closed:
            self.stdout.write("No emergency is closed and still remembered.")
        for activation in closed:
            self._tell(retention_of(activation))
            if not options["dry_run"]:
                self._purge(activation)

    def _tell(self, retention: Retention) -> None:
        activation = retention.activation
        self.stdout.write(f"{activation.territory}: to be forgotten on {activation.forgotten_on}")
        for line in retention.goes:
            self.stdout.write(f"  {line.count:>8}  {line.label}")
        self.stdout.write(f"  {retention.total:>8}  rows in all would go")
        self.stdout.write(f"  {len(retention.stays):>8}  lines of published numbers would stay")

    def _purge(self, activation: Activation) -> None:
        try:
            purge(activation=activation, by=SYSTEM)
        except DomainError as refusal:
            self.stderr.write(str(refusal))
            return
        self.stdout.write(f"{activation.territory}: forgotten", self.style.SUCCESS)
