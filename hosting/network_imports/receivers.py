"""Signal handlers: an account closes."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from hosting.network_imports.actions.invitations import forget_person


@receiver(account_closed, dispatch_uid="network_imports.forget_person")
def forget_closed_account(sender: type, person: User, **kwargs: Any) -> None:
    forget_person(person)
