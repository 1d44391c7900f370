"""What a host hears of dates that are taken twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from commons.accounts.models import User
from commons.notifications.actions import notices
from hosting.calendar_conflicts.models import CalendarConflict

CONFLICT_FOUND: Final = "calendar_conflicts/email/conflict_found.txt"


def notify_host_of_conflicts(host: User, found: Sequence[CalendarConflict]) -> None:
    """One email for all that was found at once, about the first of them.

    Several calendars may take the dates of one stay: `more` counts the other stays.
    """
    others = {one.hold_id for one in found} - {found[0].hold_id}
    notices.notify(host, CONFLICT_FOUND, found[0], more=len(others))


def dismiss_conflict_notices(conflict: CalendarConflict) -> None:
    """The host has decided."""
    notices.dismiss_for_all(CONFLICT_FOUND, conflict)
