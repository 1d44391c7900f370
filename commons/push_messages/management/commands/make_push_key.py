"""Make a key for browser notifications."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from commons.push_messages.web_push import make_private_key


class Command(BaseCommand):
    help = "Prints a new private key for browser notifications, for PUSH_MESSAGES_KEY."
    requires_system_checks = ()  # one that can't be used is no reason not to make another

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(make_private_key())
