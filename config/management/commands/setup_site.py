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
        "Set up a new site: places, lists, languages, pages, its address and, if you ask for them, "
        "an administrator and a first community. Safe to run again, even after an interruption: "
        "existing data isn’t changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only show what’s missing.")
        parser.add_argument(
            "--languages",
            default=",".join(KNOWN),
            help="Languages of the pages (default: %(default)s)",
        )
        parser.add_argument("--name", default="", help="Name of the site in the admin.")
        parser.add_argument("--admin", default="", help="Email address of an administrator.")
        parser.add_argument("--admin-name", default="", help="Administrator’s display name.")
        parser.add_argument("--community", default="", help="Name of a first community.")
        parser.add_argument(
            "--place", default="", help="Centre of the community: a place code (fr:37027) or name."
        )
        parser.add_argument(
            "--founders", default="", help="Email addresses of its founders, separated by commas."
        )

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        wanted = self._read(options)
        self._require_tables()
        _refused_as_command(lambda: check_options(wanted), "Community")
        for step in steps_of(wanted):
            self._take(step, dry_run=dry_run)
        if not dry_run:
            self.stdout.write("Next, run: manage.py check_site", self.style.SUCCESS)

    def _read(self, options: dict[str, Any]) -> SetupOptions:
        """Everything that can be wrong in the options is said before anything is made."""
        if options["community"] and not options["place"]:
            raise CommandError("The community needs a centre. Give it with --place.")
        founders = parse_emails(options["founders"], "--founders")
        admins = parse_emails(options["admin"], "--admin")
        if len(admins) > 1:
            raise CommandError("--admin takes a single email address.")
        words = options["languages"]
        chosen = [code.strip() for code in words.split(",") if code.strip()]
        unknown = [code for code in chosen if code not in KNOWN]
        if unknown or not chosen:
            raise CommandError(f"--languages takes only {', '.join(KNOWN)} (you gave {words!r}).")
        main = settings.LANGUAGE_CODE
        if main not in chosen:
            raise CommandError(f"--languages must include {main} (LANGUAGE_CODE).")
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
            raise CommandError("The database isn’t up to date. Run manage.py migrate first.")

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
