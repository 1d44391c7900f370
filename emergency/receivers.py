"""Ears for what happens below. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from emergency.actions.leaving import let_go_of


@receiver(account_closed, dispatch_uid="emergency.let_go")
def let_go(sender: type, person: User, **kwargs: Any) -> None:
    let_go_of(person)
