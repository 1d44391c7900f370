"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from hosting.calendar_links.models import CalendarLink


@receiver(account_closed, dispatch_uid="calendar_links.forget")
def forget_links(sender: type, person: User, **kwargs: Any) -> None:
    """The addresses go with their host."""
    CalendarLink.objects.visible_to(person).delete()
