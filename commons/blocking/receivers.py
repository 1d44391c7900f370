"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from commons.blocking.actions import forget_blocks


@receiver(account_closed, dispatch_uid="blocking.forget")
def forget_blocks_of_person(sender: type, person: User, **kwargs: Any) -> None:
    forget_blocks(person)
