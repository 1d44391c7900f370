"""How long something may still wait: in words, and as the share that a clock draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON = 0.25  # of the whole time


@dataclass(frozen=True, slots=True)
class Clock:
    """What components/clock.html shows. `state` is soon, late or nothing."""

    label: str
    share: float
    state: str


def clock_between(start: datetime, end: datetime) -> Clock:
    """How much is left of the time between the two."""
    left = end - timezone.now()
    if left <= timedelta(0):
        return Clock(_("%(time)s late") % {"time": time_in_words(-left)}, 0.0, "late")
    share = min(left / max(end - start, left), 1.0)
    label = _("%(time)s left") % {"time": time_in_words(left)}
    return Clock(label, share, "soon" if share < SOON else "")


def time_in_words(time: timedelta) -> str:
    """The largest unit only: `3 days`, `6 hours`, `40 minutes`."""
    minutes = int(time.total_seconds()) // 60
    if minutes >= 24 * 60:
        days = minutes // (24 * 60)
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    if minutes >= 60:
        hours = minutes // 60
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
