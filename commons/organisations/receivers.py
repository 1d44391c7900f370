"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from commons.organisations.actions import leave_organisations


@receiver(account_closed, dispatch_uid="organisations.leave")
def leave_organisations_of_person(sender: type, person: User, **kwargs: Any) -> None:
    leave_organisations(person)
