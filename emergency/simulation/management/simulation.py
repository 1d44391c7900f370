"""`manage.py emergency rehearse`: a whole emergency, played on made-up data beside the live one."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import IO, Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from commons.accounts.models import User
from emergency.activations.models.activations import Activation
from emergency.simulation.management.scratch import new_database
from emergency.simulation.run import GIVEN_UP_ON, SimulationPlan
from emergency.simulation.simulate import simulate

NUMBERS = ("seed", "requests", "homes")


def add_options(parser: ArgumentParser) -> None:
    """Whom to play with; the same seed always gives the same report."""
    plan = SimulationPlan()
    for name in NUMBERS:
        parser.add_argument(f"--{name}", type=int, default=getattr(plan, name))
    parser.add_argument(
        "--on-server",
        action="store_true",
        help="in a new database on the PostgreSQL server of the site, dropped afterwards",
    )


def run(command: BaseCommand, options: Mapping[str, Any]) -> None:
    """The process that plays is never told where the live tables are."""
    numbers = {name: options[name] for name in NUMBERS}
    if settings.EMERGENCY_REHEARSAL:
        plan = SimulationPlan(**numbers)
        if User.objects.exists() or Activation.objects.exists():
            raise CommandError(
                _(
                    "This database already has accounts or emergencies, so the "
                    "rehearsal wasn’t run. Use an empty database."
                )
            )
        terminal = cast("IO[str]", command.stdout._out)
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(file=terminal)) as progress:
            task = progress.add_task(_("Simulating days"), total=GIVEN_UP_ON)
            report = simulate(plan, on_day=lambda day: progress.update(task, completed=day))
        width = max(len(name) for name, _value in report.lines)
        for name, value in report.lines:
            command.stdout.write(f"{name:<{width}}  {value}")
        for words in report.broken:
            command.stderr.write(words)
        if not report.is_good:
            raise CommandError(
                _("At least one condition that must always hold wasn’t met. See the lines above.")
            )
        command.stdout.write(_("All conditions that must always hold were met."))
        return
    with new_database(on_server=options["on_server"]) as address:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.simulation",
            "REHEARSAL_DATABASE_URL": address,
            "PYTHONHASHSEED": "0",
        }
        _start(environment, "migrate", "--verbosity", "0")
        arguments = [f"--{name}={number}" for name, number in numbers.items()]
        _start(environment, "emergency", "rehearse", *arguments)


def _start(environment: Mapping[str, str], *words: str) -> None:
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *words]
    ran = subprocess.run(command, env=environment, check=False)  # noqa: S603  our own words
    if ran.returncode:
        raise CommandError(_("The rehearsal failed."), returncode=ran.returncode)
