"""Which emergencies are open: asked by every page, answered without a question while none is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.remembering import forget, remembered
from emergency.models import Activation

KEY: Final = "emergency.doors"


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """One emergency as the frame of every page names it."""

    public_id: str
    territory: str
    address: str
    takes_requests: bool


@dataclass(frozen=True, slots=True)
class Banner:
    """The calm line on top of every page."""

    title: str
    url: str
    label: str


def open_doors() -> list[OpenDoor]:
    """Remembered for a while, so that a quiet year costs nothing; told anew when one opens."""
    return remembered(KEY, _read, settings.EMERGENCY_DOORS_REMEMBERED_FOR)


def forget_doors() -> None:
    """Now, and once more when everybody can read the change."""
    forget(KEY)
    transaction.on_commit(lambda: forget(KEY))


def frame(request: HttpRequest) -> dict[str, Any]:
    """A context processor: the calm line on top of every page, while an emergency is open."""
    return {"banner": banner()}


def banner() -> Banner | None:
    doors = open_doors()
    if not doors:
        return None
    title = (
        _("Emergency housing in %(territory)s") % {"territory": doors[0].territory}
        if len(doors) == 1
        else _("Emergency housing")
    )
    return Banner(title=title, url=reverse("emergency:room"), label=_("Ask for a roof or lend one"))


def _read() -> list[OpenDoor]:
    activations = Activation.objects.public().order_by("pk")
    return [
        OpenDoor(one.public_id, one.territory, one.address, one.takes_requests)
        for one in activations
    ]
