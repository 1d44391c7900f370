"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from commons.accounts.models import User
from hosting.calendar_conflicts.actions import keep_both, update_conflicts
from hosting.calendar_conflicts.models import CalendarConflict
from hosting.calendar_conflicts.notifications import dismiss_conflict_notices
from hosting.calendar_feeds.signals import foreign_blocks_changed
from hosting.calendars.models import Hold
from hosting.offers.models.stays import Unit
from hosting.requests.signals import agreed_despite_calendars


@receiver(foreign_blocks_changed, dispatch_uid="calendar_conflicts.follow_calendars")
def follow_calendars(sender: type, unit: Unit, **kwargs: Any) -> None:
    """What an agreement takes on top of a calendar is found by the clock (`periodic`)."""
    update_conflicts(unit=unit)


@receiver(agreed_despite_calendars, dispatch_uid="calendar_conflicts.keep_both")
def keep_what_was_agreed(sender: type, hold: Hold, by: User, **kwargs: Any) -> None:
    keep_both(hold=hold, by=by)


@receiver(pre_delete, sender=CalendarConflict, dispatch_uid="calendar_conflicts.dismiss_notices")
def dismiss_notices(sender: type, instance: CalendarConflict, **kwargs: Any) -> None:
    """Also of those that go with their calendar or their hold."""
    dismiss_conflict_notices(instance)
