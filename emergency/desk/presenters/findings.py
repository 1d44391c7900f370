"""What the nightly check found, as somebody reads it out on the phone."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# By the names of `selectors.invariants`, which are what the log of the site says.
LABELS: Final = {
    "I1 a live stay without its nights": _("Stays whose nights are not reserved"),
    "I2 an open ask without its nights": _("Requests to hosts whose nights are not reserved"),
    "I5 a slip that became nothing": _("Forms that were received and not processed"),
    "I5 an open request without a next action": _("Open requests with no next step"),
    "I7 a clock that ran out in silence": _("Late requests that raised no alert"),
    "I7 a report on safety that waits in silence": _("Late safety reports that raised no alert"),
    "I1 more nights without their nights": _("Extra nights that are not reserved"),
    "F18 a suspension without its decision": _("Suspended homes with no decision"),
    "I8 a stay without both signatures": _("Stays with a signature missing"),
    "I9 a blocked pair that was asked again": _("Hosts asked again about someone they can’t host"),
    "I10 a state that isn't its last event": _("Records whose state and history differ"),
    "F1 a stale home that is asked": _("Requests to hosts whose home is no longer offered"),
    "F16 a ready home without its street, its number or its key": _(
        "Available homes with an incomplete address or no instructions for getting in"
    ),
    "F1 a home whose days are over": _("Homes still offered after their last day"),
}


def format_findings(found: str) -> str:
    """A line each: what it is, how many rows, and the code that the log has for it.

    Args:
        found: `name: count` of each invariant that doesn't hold, between semicolons.
    """
    return "\n".join(_line(one) for one in found.split("; "))


def _line(finding: str) -> str:
    name, _colon, count = finding.rpartition(": ")
    code = name.partition(" ")[0]
    label = LABELS.get(name)
    if label is None:
        return f"– {finding}"
    words = {"label": label, "code": code, "count": count}
    return "– " + gettext("%(label)s (%(code)s): %(count)s") % words
