"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from travel_stories.stories.actions.account_closure import leave_stories


@receiver(account_closed, dispatch_uid="stories.leave_stories")
def leave(sender: type, person: User, **kwargs: Any) -> None:
    leave_stories(person)
