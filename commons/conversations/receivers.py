"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from commons.conversations.actions import forget_files_of


@receiver(account_closed, dispatch_uid="conversations.forget_files")
def forget_files_of_person(sender: type, person: User, **kwargs: Any) -> None:
    forget_files_of(person)
