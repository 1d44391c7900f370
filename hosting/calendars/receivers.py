"""Signal handlers. They pass on that a calendar has changed."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from hosting.calendar_feeds.signals import foreign_blocks_changed
from hosting.calendars.signals import calendar_changed
from hosting.offers.models.stays import Unit


@receiver(foreign_blocks_changed, dispatch_uid="calendars.follow_foreign_blocks")
def follow_foreign_blocks(sender: type, unit: Unit, **kwargs: Any) -> None:
    calendar_changed.send(sender=Unit, unit=unit)
