"""Make what a new site needs; what is there already stays as it is."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from config.setup.address import AddressUnfitError, parse_address
from config.setup.emails import parse_emails
from config.setup.migrations import count_unapplied_migrations
from config.setup.steps import SetupOptions, Step, StepRefusedError, check_options, steps_of

KNOWN = [code for code, _name in settings.LANGUAGES]


class Command(BaseCommand):
    help = (
        "Make what a new site needs: places, lists, languages, pages, its address and, where asked "
        "for, an administrator and a first community. May be run again, also after it was cut: "
        "what is there stays as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what is missing, and make nothing."
        )
        parser.add_argument(
            "--languages",
            default=",".join(KNOWN),
            help="The languages of the pages: %(default)s",
        )
        parser.add_argument("--name", default="", help="What the site is called in the admin.")
        parser.add_argument("--admin", default="", help="Email of an administrator.")
        parser.add_argument("--admin-name", default="", help="The name that others see.")
        parser.add_argument("--community", default="", help="Name of a first community.")
        parser.add_argument("--place", default="", help="Its centre: a code (fr:37027) or a name.")
        parser.add_argument("--founders", default="", help="Emails of its founders: a@x.fr,b@x.fr")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        wanted = self._read(options)
        self._require_tables()
        _refused_as_command(lambda: check_options(wanted), "Community")
        for step in steps_of(wanted):
            self._take(step, dry_run=dry_run)
        if not dry_run:
            self.stdout.write("Now run: manage.py check_site", self.style.SUCCESS)

    def _read(self, options: dict[str, Any]) -> SetupOptions:
        """Everything that can be wrong in the options is said before anything is made."""
        if options["community"] and not options["place"]:
            raise CommandError("Where is the community? Give its centre with --place.")
        founders = parse_emails(options["founders"], "--founders")
        admins = parse_emails(options["admin"], "--admin")
        if len(admins) > 1:
            raise CommandError("--admin takes one email.")
        words = options["languages"]
        chosen = [code.strip() for code in words.split(",") if code.strip()]
        unknown = [code for code in chosen if code not in KNOWN]
        if unknown or not chosen:
            raise CommandError(f"--languages takes {', '.join(KNOWN)}, and not {words!r}.")
        main = settings.LANGUAGE_CODE
        if main not in chosen:
            raise CommandError(f"--languages needs {main}, which is LANGUAGE_CODE.")
        try:
            address = parse_address(settings.BASE_URL)
        except AddressUnfitError as error:
            raise CommandError(str(error)) from error
        return SetupOptions(
            languages=list(dict.fromkeys([main, *chosen])),
            address=address,
            site_name=options["name"],
            admin=admins[0] if admins else "",
            admin_name=options["admin_name"],
            community=options["community"],
            place=options["place"],
            founders=founders,
            verbosity=options["verbosity"],
        )

    def _require_tables(self) -> None:
        if count_unapplied_migrations():
            raise CommandError("The tables aren’t up to date. Run first: manage.py migrate")

    def _take(self, step: Step, *, dry_run: bool) -> None:
        missing = step.missing()
        if not missing:
            self.stdout.write(f"ok       {step.name}")
            return
        if dry_run:
            self.stdout.write(f"missing  {step.name}: {missing}", self.style.WARNING)
            return
        _refused_as_command(step.do, step.name)
        self.stdout.write(f"made     {step.name}: {missing}", self.style.SUCCESS)


def _refused_as_command(action: Callable[[], object], name: str) -> None:
    try:
        action()
    except (StepRefusedError, ValidationError) as refusal:
        words = "; ".join(getattr(refusal, "messages", [str(refusal)]))
        raise CommandError(f"{name}: {words}") from refusal
