"""What operators do about emergencies: `emergency switch`, `purge --dry-run`, `rehearse`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import DomainError
from core.periodic import for_each_row
from core.permissions import SYSTEM
from emergency.activations.models.activations import Activation
from emergency.activations.states.activations import ActivationState
from emergency.retention.actions.purging import purge
from emergency.retention.selectors.retention import retention_of
from emergency.simulation.management import simulation, switching


class Command(BaseCommand):
    help = (
        "Manage emergencies: declare, end, reopen or close one, erase personal data, "
        "or rehearse one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        purging = parts.add_parser("purge", help="erase personal data, keep the figures")
        purging.add_argument(
            "--dry-run", action="store_true", help="only list what would be erased"
        )
        switched = parts.add_parser("switch", help="declare, end, reopen or close one")
        switching.add_options(switched)
        played = parts.add_parser(
            "rehearse", help="simulate one in a separate database and print a report"
        )
        simulation.add_options(played)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["part"] == "rehearse":
            simulation.run(self, options)
        elif options["part"] == "switch":
            switching.run(self, options)
        else:
            self._purge_closed(dry=options["dry_run"])

    def _purge_closed(self, *, dry: bool) -> None:
        closed = Activation.objects.filter(state=ActivationState.CLOSED)
        if not closed:
            self.stdout.write("No closed emergency has personal data left to erase.")
        failed = for_each_row(closed, self._tell if dry else self._tell_and_purge)
        if failed:
            raise CommandError(f"{failed} of {len(closed)} emergencies failed. See the log.")

    def _tell(self, activation: Activation) -> None:
        retention = retention_of(activation)
        erased_on = activation.forgotten_on
        self.stdout.write(f"{activation.territory}: personal data to be erased on {erased_on}")
        for line in retention.goes:
            self.stdout.write(f"  {line.count:>8}  {line.label}")
        self.stdout.write(f"  {retention.total:>8}  rows to erase in total")
        self.stdout.write(f"  {len(retention.stays):>8}  rows of published figures to keep")

    def _tell_and_purge(self, activation: Activation) -> None:
        self._tell(activation)
        try:
            purge(activation=activation, by=SYSTEM)
        except DomainError as refusal:
            self.stderr.write(str(refusal))
            return
        self.stdout.write(f"{activation.territory}: personal data erased", self.style.SUCCESS)
