"""An account is closed: what it reported is looked at all the same, without its name."""

from __future__ import annotations

from commons.accounts.models import User
from commons.moderation.models import Appeal, Report


def anonymise_reporter(person: User) -> None:
    """Words stay until the case is forgotten: somebody else may still claim something by them."""
    Report.objects.filter(by=person).update(by=None)
    Appeal.objects.filter(by=person).update(by=None)
