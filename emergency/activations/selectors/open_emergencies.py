"""Which emergencies are open: asked by every page, answered without a question while none is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.cache.caching import delete_cached, get_or_set
from emergency.activations.models.activations import Activation

KEY: Final = "emergency.doors.2"  # counted up with the fields of OpenEmergency


@dataclass(frozen=True, slots=True)
class OpenEmergency:
    """One emergency as the frame of every page names it."""

    public_id: str
    territory: str
    address: str
    takes_requests: bool
    is_drill: bool


@dataclass(frozen=True, slots=True)
class Banner:
    """The calm line on top of every page."""

    title: str
    url: str
    label: str


def list_open_emergencies() -> list[OpenEmergency]:
    """Remembered for a while, so that a quiet year costs nothing; told anew when one opens."""
    return get_or_set(KEY, _read, settings.EMERGENCY_OPEN_LIST_CACHE_TTL)


def clear_open_emergencies() -> None:
    """Now, and once more when everybody can read the change."""
    delete_cached(KEY)
    transaction.on_commit(lambda: delete_cached(KEY))


def emergency_banner(request: HttpRequest) -> dict[str, Any]:
    """A context processor: the calm line on top of every page, while an emergency is open."""
    return {"banner": banner()}


def banner() -> Banner | None:
    emergencies = list_open_emergencies()
    if not emergencies:
        return None
    real = [one for one in emergencies if not one.is_drill]
    invites = any(one.takes_requests for one in real or emergencies)
    label = _("Ask for a roof or lend one") if invites else _("Find your request or your home")
    title = " · ".join(_title_of(one, alone=len(emergencies) == 1) for one in emergencies)
    return Banner(title=title, url=reverse("emergency:landing"), label=label)


def _title_of(emergency: OpenEmergency, *, alone: bool) -> str:
    """Where it is; that it is ending; that it is an exercise, behind the territory where a real one
    stands before it: so nobody reads that one as the exercise.
    """
    title = _("Emergency housing in %(territory)s") % {"territory": emergency.territory}
    if not emergency.takes_requests:
        title = _("%(title)s: it is ending") % {"title": title}
    if emergency.is_drill and alone:
        title = _("Exercise, not a real emergency. %(title)s") % {"title": title}
    elif emergency.is_drill:
        title = _("%(title)s (exercise, not a real emergency)") % {"title": title}
    return title


def _read() -> list[OpenEmergency]:
    """Real ones before exercises, those that take requests before those that end."""
    activations = sorted(
        Activation.objects.public().order_by("pk"),
        key=lambda one: (one.is_drill, not one.takes_requests),
    )
    return [
        OpenEmergency(one.public_id, one.territory, one.address, one.takes_requests, one.is_drill)
        for one in activations
    ]
