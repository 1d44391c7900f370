"""Which emergencies are open: asked by every page, answered without a question while none is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction

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


def list_open_emergencies() -> list[OpenEmergency]:
    """Remembered for a while, so that a quiet year costs nothing; told anew when one opens."""
    return get_or_set(KEY, _read, settings.EMERGENCY_OPEN_LIST_CACHE_TTL)


def clear_open_emergencies() -> None:
    """Now, and once more when everybody can read the change."""
    delete_cached(KEY)
    transaction.on_commit(lambda: delete_cached(KEY))


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
