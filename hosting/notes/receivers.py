"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from hosting.notes.actions.account_closure import erase_notes_about


@receiver(account_closed, dispatch_uid="notes.erase_notes_about")
def erase_notes_about_person(sender: type, person: User, **kwargs: Any) -> None:
    erase_notes_about(person)
