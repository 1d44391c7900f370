"""Time left until a deadline: in words, and as the share that a dial draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON = 0.25  # of the whole time


@dataclass(frozen=True, slots=True)
class Countdown:
    """What components/countdown.html shows. `state` is soon, late or nothing."""

    label: str
    share: float
    state: str


def countdown_between(start: datetime, end: datetime) -> Countdown:
    """How much is left of the time between the two."""
    left = end - timezone.now()
    if left <= timedelta(0):
        return Countdown(_("%(time)s late") % {"time": format_duration(-left)}, 0.0, "late")
    share = min(left / max(end - start, left), 1.0)
    # To the nearest day, or hour: right after asking, five days are left and not four.
    unit = timedelta(days=1) if left >= timedelta(days=1) else timedelta(hours=1)
    label = _("%(time)s left") % {
        "time": format_duration(round(left / unit) * unit if left >= unit else left)
    }
    return Countdown(label, share, "soon" if share < SOON else "")


def format_duration(time: timedelta) -> str:
    """The largest unit only: `3 days`, `6 hours`, `40 minutes`."""
    minutes = int(time.total_seconds()) // 60
    if minutes >= 24 * 60:
        days = minutes // (24 * 60)
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    if minutes >= 60:
        hours = minutes // 60
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
