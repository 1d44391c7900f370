"""What somebody with a shell does about emergencies: `emergency purge --dry-run`, `rehearse`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from commons.accounts.permissions import SYSTEM
from core.errors import DomainError
from emergency.actions.purging import purge
from emergency.enums import ActivationState
from emergency.management import rehearsing
from emergency.models import Activation
from emergency.queries.retention import Retention, retention_of


class Command(BaseCommand):
    help = "Emergencies: forget the people of those that are over, or rehearse one."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        purging = parts.add_parser("purge", help="forget people, keep numbers")
        purging.add_argument("--dry-run", action="store_true", help="only say what would go")
        played = parts.add_parser("rehearse", help="play one beside the live tables, and report")
        rehearsing.add_options(played)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["part"] == "rehearse":
            rehearsing.run(self, options)
        else:
            self._purge_closed(dry=options["dry_run"])

    def _purge_closed(self, *, dry: bool) -> None:
        closed = Activation.objects.filter(state=ActivationState.CLOSED)
        if not closed:
            self.stdout.write("No emergency is closed and still remembered.")
        for activation in closed:
            self._tell(retention_of(activation))
            if not dry:
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
