"""Signal handlers; they only write rows."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from emergency.retention.actions.account_closure import close_account_data


@receiver(account_closed, dispatch_uid="emergency.let_go")
def close_account_data_of_person(sender: type, person: User, **kwargs: Any) -> None:
    close_account_data(person)
