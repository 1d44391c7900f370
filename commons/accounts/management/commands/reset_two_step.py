"""Take away the second factor of somebody whom nobody else can help: administrators, above all."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commons.accounts.actions.two_step_resets import reset_two_step
from commons.accounts.errors import NoSecondFactorError
from commons.accounts.models import User
from core.permissions import SYSTEM


class Command(BaseCommand):
    help = (
        "Reset two-step login of one account: its app, passkeys and recovery codes are removed, "
        "its sessions end, and the person is told by email. Make sure first that it’s really them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="Email address of the account.")

    def handle(self, *, email: str, **options: Any) -> None:
        person = User.objects.filter(email=email.lower(), is_active=True).first()
        if person is None:
            raise CommandError("No active account has this address.")
        try:
            reset_two_step(person=person, by=SYSTEM)
        except NoSecondFactorError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Two-step login has been reset; the person has been told.")
