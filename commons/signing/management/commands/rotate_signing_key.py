"""Make a new key with which the heads of logs are signed."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from commons.signing.actions import rotate_key
from commons.signing.errors import SigningKeyUnreadableError


class Command(BaseCommand):
    help = "Retires the signing key and makes a new one, which the old one signs for."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--lost",
            action="store_true",
            help="The old private key can’t be read: nothing is signed with it.",
        )

    def handle(self, *args: Any, lost: bool, **options: Any) -> None:
        try:
            key = rotate_key(is_lost=lost)
        except SigningKeyUnreadableError as error:
            raise CommandError(str(error)) from error
        except IntegrityError as error:
            words = "Another process made a key at the same moment. Nothing was changed."
            raise CommandError(words) from error
        self.stdout.write(key.verification_method)
