"""The calm line on top of every page while an emergency is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from emergency.activations.selectors.open_emergencies import OpenEmergency, list_open_emergencies


@dataclass(frozen=True, slots=True)
class Banner:
    """The calm line on top of every page."""

    title: str
    url: str
    label: str


def emergency_banner(_request: HttpRequest) -> dict[str, Any]:
    """`banner`: the line, or None while no emergency is open; asked for by pages that show it."""
    return {"banner": SimpleLazyObject(banner)}


def banner() -> Banner | None:
    emergencies = list_open_emergencies()
    if not emergencies:
        return None
    real = [one for one in emergencies if not one.is_drill]
    invites = any(one.takes_requests for one in real or emergencies)
    label = _("Ask for housing or lend a home") if invites else _("Find your request or offer")
    title = " · ".join(_title_of(one, alone=len(emergencies) == 1) for one in emergencies)
    return Banner(title=title, url=reverse("emergency:landing"), label=label)


def _title_of(emergency: OpenEmergency, *, alone: bool) -> str:
    """Where it is; that it is ending; that it is an exercise, behind the territory where a real one
    stands before it: so nobody reads that one as the exercise.
    """
    title = _("Emergency housing in %(territory)s") % {"territory": emergency.territory}
    if not emergency.takes_requests:
        title = _("%(title)s is ending") % {"title": title}
    if emergency.is_drill and alone:
        title = _("Drill, not a real emergency. %(title)s") % {"title": title}
    elif emergency.is_drill:
        title = _("%(title)s (drill, not a real emergency)") % {"title": title}
    return title
