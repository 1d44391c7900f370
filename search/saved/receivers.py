"""Signal handlers: an account that closes."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from search.saved.models import SavedSearch


@receiver(account_closed, dispatch_uid="search.forget_searches")
def forget_searches(sender: type, person: User, **kwargs: Any) -> None:
    """What somebody looked for goes with them."""
    SavedSearch.objects.visible_to(person).delete()
